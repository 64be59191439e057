using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// Arms of a table from two columns of a file: each row is a key and its value, written as in the language but without quotes.
/// Every key stands once, and <c>unknown</c> says that a key has no value; a row that says nothing is an error, never a guess.
/// </summary>
internal sealed class TableFileBinder(BindingSession session, Declared<TableSymbol, TableSyntax> table, TableFileSyntax file)
{
    /// <summary>A file of the wrong kind has as many errors as rows; the first few say it all.</summary>
    private const int MostMessages = 10;

    private readonly Location location = table.At(file);
    private int faults;

    public void Bind()
    {
        var symbol = table.Symbol;
        symbol.FilePath = file.Path.ValueText;
        symbol.KeyColumn = file.KeyColumn.ValueText;
        symbol.ValueColumn = file.ValueColumn.ValueText;
        var resolved = session.Resolver.ReadTable(symbol.FilePath, symbol.KeyColumn, symbol.ValueColumn, table.Source);
        if (resolved.Failure is { } failure)
        {
            session.Report(DeclarationErrors.TableFileUnreadable, table.At(file.Path), symbol.FilePath, failure);
            return;
        }

        symbol.Arms = BindRows(resolved.Rows.IsDefault ? [] : resolved.Rows);
        if (faults > MostMessages)
        {
            session.Report(DeclarationErrors.TableFileMore, table.At(file.Path), symbol.FilePath, faults - MostMessages);
        }
    }

    private ImmutableArray<BoundArm> BindRows(ImmutableArray<(string Key, string Value, int Line)> rows)
    {
        var lines = new Dictionary<Value, int>();
        var arms = ImmutableArray.CreateBuilder<BoundArm>();
        foreach (var row in rows)
        {
            var key = Read(row.Key, table.Symbol.ArgumentType, row.Line, symbolIsKey: true);
            var value = Read(row.Value, table.Symbol.ResultType, row.Line, symbolIsKey: false);
            if (key is not { } k || value is not { } v)
            {
                continue;
            }

            if (!lines.TryAdd(k, row.Line))
            {
                Fault(DeclarationErrors.TableFileRepeats, null, table.Symbol.FilePath, row.Line, row.Key, lines[k]);
                continue;
            }

            var literal = new BoundLiteral(v, table.Symbol.ResultType, table.Syntax) { Source = table.Source };
            arms.Add(new BoundArm(ArmKind.Patterns, [new ConstantPattern(k)], null, literal, file));
        }

        return arms.ToImmutable();
    }

    private Value? Read(string text, TypeSymbol type, int line, bool symbolIsKey)
    {
        text = text.Trim();
        if (text.Length > 0 && !symbolIsKey && text == "unknown" && type != BasicType.Text)
        {
            return Value.Unknown;
        }

        if (text.Length > 0 && TryRead(text, type) is { } value)
        {
            return value;
        }

        var names = type is EnumType { Enum: var owner } ? owner.Members.Select(m => m.Name)
            : type is ActionType ? session.Scope.All<ActionSymbol>().Select(a => a.Name)
            : [];
        var hint = text.Length == 0
            ? symbolIsKey ? "Give the row a key, or take it out." : "Write `unknown` where a key has no value."
            : faults < MostMessages && Spelling.FindNearest(text, names) is { } nearest ? $"Did you mean `{nearest}`?" : null;
        Fault(DeclarationErrors.TableFileValue, hint, table.Symbol.FilePath, line, text, type.Name);
        return null;
    }

    private Value? TryRead(string text, TypeSymbol type)
    {
        switch (type)
        {
            case EnumType { Enum: var owner }:
                return owner.FindMember(text) is { } member ? Value.Of(member.Ordinal) : null;
            case ActionType:
                return session.Scope.Find(text) is ActionSymbol action ? Value.Of(action.Ordinal) : null;
        }

        if (type == BasicType.Text)
        {
            return Value.Of(text);
        }

        if (type == BasicType.Boolean)
        {
            return text switch { "true" => Value.True, "false" => Value.False, _ => null };
        }

        if (type == BasicType.Date)
        {
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? Value.Of((long)(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber))
                : null;
        }

        return type == BasicType.Integer || type == BasicType.Decimal ? TryReadNumber(text, type) : null;
    }

    private static Value? TryReadNumber(string text, TypeSymbol type)
    {
        const decimal Most = 1_000_000_000_000m;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > Most
            || (type == BasicType.Integer && number != decimal.Truncate(number)))
        {
            return null;
        }

        return Value.Of((long)Math.Round(number * type.Scale, MidpointRounding.ToEven));
    }

    private void Fault(DiagnosticDescriptor descriptor, string? hint, params object?[] arguments)
    {
        if (faults++ < MostMessages)
        {
            session.Report(Diagnostic.Create(descriptor, location, arguments) with { Hint = hint });
        }
    }
}
