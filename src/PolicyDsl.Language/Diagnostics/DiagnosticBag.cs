using System.Collections;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Diagnostics;

/// <summary>Collects findings of one stage, in the order in which they are found.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> diagnostics = [];

    public int Count => diagnostics.Count;

    public void Add(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public void AddRange(IEnumerable<Diagnostic> range) => diagnostics.AddRange(range);

    /// <summary>Adds a finding of the descriptor's default severity.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location? location, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));

    public IEnumerator<Diagnostic> GetEnumerator() => diagnostics.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
