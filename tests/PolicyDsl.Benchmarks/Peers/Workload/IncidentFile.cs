using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>Writes incidents as comma-separated text, the same bytes for the same seed and size.</summary>
internal static class IncidentFile
{
    public const string Header =
        "incident_id,case_no,occurred,offence,drug,quantity_g,person_id,age,sex,ethnicity,area,weapon,uses_minors,warrant,dependent,prior_convictions,overdose,at_service,recorded,cost,station,officer";

    private const int BufferSize = 1 << 20;
    private const int LongestRow = 512;

    private static readonly DateTime Start = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static void Write(IncidentGenerator maker, Stream stream)
    {
        var buffer = new byte[BufferSize];
        var writer = new RowWriter(buffer);
        writer.Text(Header);
        writer.End();
        for (var number = 0; number < maker.Rows; number++)
        {
            Write(maker.Make(number), ref writer);
            if (writer.Length > BufferSize - LongestRow)
            {
                stream.Write(buffer, 0, writer.Length);
                writer = new RowWriter(buffer);
            }
        }

        stream.Write(buffer, 0, writer.Length);
    }

    /// <summary>Makes the file unless it is there; a file that was not finished has another name.</summary>
    public static string Prepare(IncidentGenerator maker, string folder)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"incidents-{maker.Rows}-{maker.Seed}.csv"));
        if (!File.Exists(path))
        {
            using (var stream = File.Create(path + ".part"))
            {
                Write(maker, stream);
            }

            File.Move(path + ".part", path);
        }

        return path;
    }

    private static void Write(in IncidentRecord row, ref RowWriter writer)
    {
        writer.Key('I', row.Number, 7);
        writer.Key('C', row.CaseNumber, 7);
        writer.Time(Start.AddMinutes(row.Minutes));
        writer.Text(row.Offence);
        writer.Text(row.Drug);
        writer.Thousandths(row.Milligrams);
        writer.Key('P', row.Person, 6);
        writer.Number(row.Age);
        writer.Text(row.Sex);
        writer.Text(row.Ethnicity);
        writer.Key('A', row.Area, 3);
        writer.Text(row.Weapon);
        writer.Flag(row.UsesMinors);
        writer.Flag(row.Warrant);
        writer.Flag(row.Dependent);
        writer.Number(row.PriorConvictions);
        writer.Flag(row.Overdose);
        writer.Flag(row.AtHealthService);
        writer.Text(row.Recorded);
        writer.Thousandths(row.CostPence * 10);
        writer.Key('S', row.Station, 3);
        writer.Key('F', row.Officer, 5);
        writer.End();
    }

    /// <summary>Appends cells to a buffer. Every cell ends in a comma, of which the last becomes the end of the line.</summary>
    private ref struct RowWriter(Span<byte> buffer)
    {
        private readonly Span<byte> buffer = buffer;

        public int Length { get; private set; }

        public void End() => buffer[Length - 1] = (byte)'\n';

        public void Text(string? text)
        {
            Length += text is null ? 0 : Encoding.ASCII.GetBytes(text, buffer[Length..]);
            Comma();
        }

        public void Flag(bool? flag) => Text(flag switch { true => "yes", false => "no", null => null });

        public void Number(int? number)
        {
            Append(number);
            Comma();
        }

        public void Key(char letter, int? number, int digits)
        {
            if (number is { } given)
            {
                buffer[Length++] = (byte)letter;
                Append(given, digits);
            }

            Comma();
        }

        /// <summary>As few decimals as there are.</summary>
        public void Thousandths(int? number)
        {
            if (number is { } given)
            {
                Append(given / 1000);
                if (given % 1000 is var rest && rest != 0)
                {
                    buffer[Length++] = (byte)'.';
                    Append(rest, 3);
                    while (buffer[Length - 1] == (byte)'0')
                    {
                        Length--;
                    }
                }
            }

            Comma();
        }

        public void Time(DateTime time)
        {
            time.TryFormat(buffer[Length..], out var written, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Length += written;
            Comma();
        }

        private void Append(int? number, int digits = 0)
        {
            if (number is { } given)
            {
                Utf8Formatter.TryFormat(given, buffer[Length..], out var written, new System.Buffers.StandardFormat('D', (byte)digits));
                Length += written;
            }
        }

        private void Comma() => buffer[Length++] = (byte)',';
    }
}
