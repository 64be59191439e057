using System.Buffers;
using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Principles and their clauses; what a clause demands is bound by <see cref="ClauseFormBinder"/>.</summary>
internal static class PrincipleBinder
{
    private static readonly SearchValues<char> IdsAndSeparators = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-, \n");

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
    private static LegalForce ReadForce(string? source) => source?.TrimEnd() switch
    {
        { } text when text.EndsWith("(shall)", StringComparison.Ordinal) => LegalForce.Shall,
        { } text when text.EndsWith("(should)", StringComparison.Ordinal) => LegalForce.Should,
        { } text when text.EndsWith("(may)", StringComparison.Ordinal) => LegalForce.May,
        { } text when text.EndsWith("(evidence)", StringComparison.Ordinal) => LegalForce.Evidence,
        _ => LegalForce.Unstated,
    };

    /// <summary>The ids after <c>See:</c>, up to the first character that neither belongs to one nor parts them.</summary>
    private static ImmutableArray<string> ReadConcepts(string documentation)
    {
        const string Word = "See:";
        var ids = ImmutableArray.CreateBuilder<string>();
        for (var at = documentation.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = documentation.IndexOf(Word, at + 1, StringComparison.Ordinal))
        {
            var list = documentation.AsSpan(at + Word.Length);
            var end = list.IndexOfAnyExcept(IdsAndSeparators);
            foreach (var piece in (end < 0 ? list : list[..end]).ToString().Split(',', StringSplitOptions.TrimEntries))
            {
                var words = piece.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                ids.AddRange(words.Take(1));
                if (words.Length != 1)
                {
                    break;
                }
            }
        }

        return [.. ids.Distinct()];
    }
}
