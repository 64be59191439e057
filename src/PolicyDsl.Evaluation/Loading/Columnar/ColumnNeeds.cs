namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Which fields are wanted as columns. All mapped fields are read and checked, whatever is wanted, so that a report never depends on it.</summary>
public sealed class ColumnNeeds
{
    private readonly HashSet<string>? paths;

    private ColumnNeeds(HashSet<string>? paths) => this.paths = paths;

    /// <summary>Every field that has a value.</summary>
    public static ColumnNeeds All { get; } = new(paths: null);

    /// <summary>Some fields as seen from the incident, such as <c>offence</c> and <c>person.age</c>, with the references on the way to them.</summary>
    public static ColumnNeeds Of(IEnumerable<string> paths)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
            {
                wanted.Add(path[..end]);
            }
        }

        return new ColumnNeeds(wanted);
    }

    public bool Includes(string path) => paths is null || paths.Contains(path);
}
