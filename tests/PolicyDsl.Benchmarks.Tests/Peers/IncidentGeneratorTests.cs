using System.Security.Cryptography;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Tests.Peers;

public sealed class IncidentGeneratorTests
{
    [Fact]
    public void The_same_seed_and_size_give_the_same_bytes_wherever_it_runs() =>
        Assert.Equal("3de4fbdedc76833c", Hash(rows: 5_000, seed: 1));

    [Fact]
    public void Another_seed_gives_other_bytes() => Assert.NotEqual(Hash(rows: 100, seed: 1), Hash(rows: 100, seed: 2));

    [Fact]
    public void A_row_depends_on_nothing_before_it()
    {
        var maker = new IncidentGenerator(1_000, 7);
        var forward = Enumerable.Range(0, 1_000).Select(maker.Make).ToList();
        var backward = Enumerable.Range(0, 1_000).Reverse().Select(maker.Make).Reverse().ToList();
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Every_column_but_ids_and_times_has_empty_cells_and_persons_come_back()
    {
        var maker = new IncidentGenerator(5_000, 1);
        var rows = Enumerable.Range(0, 5_000).Select(maker.Make).ToList();
        Assert.All(
            (Func<IncidentRecord, object?>[])
            [
                r => r.Offence, r => r.Drug, r => r.Milligrams, r => r.Age, r => r.Area, r => r.Weapon, r => r.UsesMinors, r => r.Warrant, r => r.Dependent, r => r.PriorConvictions,
                r => r.Overdose, r => r.AtHealthService, r => r.Recorded,
            ],
            field => Assert.InRange(rows.Count(r => field(r) is null), 20, 4_000));
        Assert.InRange(rows.Select(r => r.Person).Distinct().Count(), 400, 500);
    }

    [Fact]
    public void A_file_is_made_once_and_never_left_half_written()
    {
        var folder = Directory.CreateTempSubdirectory("policydsl-");
        try
        {
            var path = IncidentFile.Prepare(new IncidentGenerator(10, 1), folder.FullName);
            Assert.Equal(11, File.ReadAllLines(path).Length);
            File.WriteAllText(path, "kept");
            Assert.Equal("kept", File.ReadAllText(IncidentFile.Prepare(new IncidentGenerator(10, 1), folder.FullName)));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Hash(int rows, ulong seed)
    {
        using var stream = new MemoryStream();
        IncidentFile.Write(new IncidentGenerator(rows, seed), stream);
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()))[..16];
    }
}
