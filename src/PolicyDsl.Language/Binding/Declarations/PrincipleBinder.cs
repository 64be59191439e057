using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Principles and their clauses; what a clause demands is bound by <see cref="ClauseFormBinder"/>.</summary>
internal static partial class PrincipleBinder
{
    public static void Bind(BindingSession session, Declarations declared, ExpressionBinder expressions)
    {
        foreach (var principle in declared.Principles)
        {
            principle.Symbol.Rank = session.ReadWhole(principle.Syntax.Rank, principle.Source, "A rank", 1, 1000) ?? int.MaxValue;
            principle.Symbol.Clauses = BindClauses(session, principle, expressions);
        }
    }

    private static ImmutableArray<ClauseSymbol> BindClauses(
        BindingSession session,
        Declared<PrincipleSymbol, PrincipleSyntax> principle,
        ExpressionBinder expressions)
    {
        var clauses = ImmutableArray.CreateBuilder<ClauseSymbol>();
        var byName = new Dictionary<string, ClauseSymbol>(StringComparer.Ordinal);
        foreach (var syntax in principle.Syntax.Clauses.Where(c => !c.Name.IsMissing))
        {
            var location = principle.At(syntax.Name);
            if (byName.TryGetValue(syntax.Name.ValueText, out var earlier))
            {
                session.ReportClash(earlier, location, $"the principle `{principle.Symbol.Name}`");
                continue;
            }

            var source = BindingSession.ReadText(syntax.Source);
            var clause = new ClauseSymbol(syntax.Name.ValueText, location, syntax, principle.Symbol)
            {
                Title = BindingSession.ReadText(syntax.Title),
                Documentation = syntax.Documentation,
                SourceText = source,
                Force = ReadForce(source),
                Concepts = ReadConcepts(syntax.Documentation),
            };
            session.Record.AddDeclaration(syntax.Name, clause);
            byName.Add(clause.Name, clause);
            clauses.Add(clause);
            clause.Form = new ClauseFormBinder(session, expressions, clause, principle.Source).Bind(syntax.Form);
        }

        return clauses.ToImmutable();
    }

    /// <summary>The word in parentheses at the end of a source.</summary>
    private static LegalForce ReadForce(string? source) => ForceWord().Match(source ?? "").Groups["force"].Value switch
    {
        "shall" => LegalForce.Shall,
        "should" => LegalForce.Should,
        "may" => LegalForce.May,
        "evidence" => LegalForce.Evidence,
        _ => LegalForce.Unstated,
    };

    private static ImmutableArray<string> ReadConcepts(string documentation) =>
        [.. SeeLine().Matches(documentation)
            .SelectMany(m => m.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct()];

    [GeneratedRegex(@"\((?<force>shall|should|may|evidence)\)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ForceWord();

    [GeneratedRegex(@"\bSee:\s*(?<ids>[a-z0-9-]+(\s*,\s*[a-z0-9-]+)*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SeeLine();
}
