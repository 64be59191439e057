using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>The lines of data sets. What only the data can tell (columns, values, repeated ids) is left to the loader.</summary>
internal sealed class DatasetBinder(BindingSession session, Declared<DatasetSymbol, DatasetSyntax> dataset, ExpressionBinder expressions)
{
    private readonly DatasetSymbol symbol = dataset.Symbol;
    private readonly Dictionary<string, DataClauseSyntax> seen = new(StringComparer.Ordinal);

    public static void Bind(BindingSession session, Declarations declared, ExpressionBinder expressions) =>
        declared.Datasets.ForEach(d => new DatasetBinder(session, d, expressions).Bind());

    private ExpressionContext Context => new(ExpressionPlace.DataRow, null, dataset.Source) { Description = BindingSession.Describe(symbol) };

    private void Bind()
    {
        var mappings = new MappingBinder(session, dataset, expressions);
        foreach (var clause in dataset.Syntax.Clauses)
        {
            if (FindSingleWord(clause) is { } word && !seen.TryAdd(word, clause))
            {
                session.Report(Diagnostic.Create(PolicyErrors.SaidTwice, dataset.At(clause), word, BindingSession.Describe(symbol)) with
                {
                    Related = [new RelatedLocation(dataset.At(seen[word]), "It is said here already.")],
                });
            }
            else
            {
                BindClause(clause);
            }
        }

        symbol.Mappings = mappings.Bind();
        if (!seen.ContainsKey("from"))
        {
            session.Report(Diagnostic.Create(DatasetErrors.MissingFrom, symbol.Location, symbol.Name) with
            {
                Hint = "Add a line such as `from \"incidents.csv\"`.",
            });
        }

        CheckColumns();
    }

    /// <summary>The word of a line that may be there once.</summary>
    private static string? FindSingleWord(DataClauseSyntax clause) => clause switch
    {
        DataFromSyntax => "from",
        DataTextSyntax { Keyword.ValueText: "caution" } => null,
        DataTextSyntax or DataPeriodSyntax => clause.FirstToken.ValueText,
        HeaderNoneSyntax => "header none",
        TimeZoneSyntax => "time zone",
        OneIncidentPerSyntax => "one incident per",
        EntityMappingSyntax { Name.IsMissing: false } mapping => mapping.Name.ValueText + " { }",
        NotFollowedSyntax { Name.IsMissing: false } followed => followed.Name.ValueText + " not followed",
        _ => null,
    };

    private void BindClause(DataClauseSyntax clause)
    {
        switch (clause)
        {
            case DataFromSyntax from:
                symbol.Paths = [.. from.Paths.Where(p => !p.IsMissing).Select(p => p.ValueText)];
                symbol.Sheet = BindingSession.ReadText(from.Part);
                break;
            case DataTextSyntax text:
                BindText(text);
                break;
            case DataPeriodSyntax { Keyword.ValueText: "covers" } covers:
                symbol.Covers = session.ReadPeriod(covers.From, covers.To, dataset.Source);
                break;
            case DataPeriodSyntax decides:
                symbol.Decides = session.ReadPeriod(decides.From, decides.To, dataset.Source);
                break;
            case MissingSyntax missing:
                symbol.Missing = [.. symbol.Missing.Union(missing.Texts.Where(t => !t.IsMissing).Select(t => t.ValueText))];
                break;
            case HeaderNoneSyntax:
                symbol.HasHeader = false;
                break;
            case TimeZoneSyntax zone:
                symbol.TimeZone = BindingSession.ReadText(zone.Text);
                break;
            case NotFollowedSyntax followed:
                BindNotFollowed(followed);
                break;
            case KeepRowsSyntax keep:
                BindKeep(keep);
                break;
            case OneIncidentPerSyntax per:
                symbol.OneIncidentPer = [.. (per.Columns ?? Enumerable.Empty<SyntaxToken>()).Where(c => !c.IsMissing).Select(c => c.ValueText)];
                break;
        }
    }

    private void BindText(DataTextSyntax text)
    {
        var value = BindingSession.ReadText(text.Text);
        switch (text.Keyword.ValueText)
        {
            case "licence":
                symbol.Licence = value;
                break;
            case "unit":
                symbol.Unit = value;
                break;
            case "caution" when value is not null:
                symbol.Cautions = symbol.Cautions.Add(value);
                break;
            case "encoding":
                symbol.Encoding = value;
                break;
            case "separator" when value is { Length: 1 } && value[0] is not ('"' or '\r' or '\n'):
                symbol.Separator = value;
                break;
            case "separator" when value is not null:
                session.Report(Diagnostic.Create(DatasetErrors.BadSeparator, dataset.At(text.Text), value) with
                {
                    Hint = "Write one character, as in `separator \";\"` or `separator \"\\t\"`.",
                });
                break;
        }
    }

    private void BindNotFollowed(NotFollowedSyntax followed)
    {
        if (session.Scope.Incident is not { } incident || new FieldPaths(session).ResolveOwn(incident, followed.Name, dataset.Source) is not { } field)
        {
            return;
        }

        if (field.Type is EntityType || field.Type == BasicType.Text)
        {
            symbol.NotFollowed = symbol.NotFollowed.SetItem(field.Name, BindingSession.ReadText(followed.Reason) ?? "");
        }
        else if (field.Type != BasicType.Error)
        {
            session.Report(Diagnostic.Create(DatasetErrors.CannotFollow, dataset.At(followed.Name), field.Name, field.Type.Name) with
            {
                Hint = "Name a field that identifies something, as in `person not followed because \"...\"`.",
            });
        }
    }

    private void BindKeep(KeepRowsSyntax keep)
    {
        var condition = expressions.BindCondition(keep.Guard.Condition, Context);
        var exception = keep.Guard.Exception is { } unless ? expressions.BindCondition(unless, Context) : null;
        if (Guards.Join(condition, exception, keep.Guard, dataset.Source) is { } joined)
        {
            symbol.Keep = symbol.Keep.Add(new KeepRows(joined, BindingSession.ReadText(keep.Reason) ?? "", dataset.At(keep)));
        }
    }

    /// <summary>A file without a header has columns <c>#1</c>, <c>#2</c> and no others.</summary>
    private void CheckColumns()
    {
        if (symbol.HasHeader)
        {
            return;
        }

        var linked = dataset.Syntax.Clauses.Where(c => c is EntityMappingSyntax { Path: not null }).ToList();
        foreach (var token in dataset.Syntax.DescendantTokens().Where(t => t.Kind == TokenKind.Column && !t.IsMissing))
        {
            var name = token.ValueText;
            var isPlace = name.Length > 1 && name[0] == '#' && name[1] != '0' && name.Skip(1).All(char.IsAsciiDigit);
            if (!isPlace && !linked.Any(l => l.Span.Contains(token.Span.Start)))
            {
                session.Report(Diagnostic.Create(DatasetErrors.ColumnWithoutHeader, dataset.At(token), name) with
                {
                    Hint = "Write the place of the column, as in `#1` for the first.",
                });
            }
        }
    }
}
