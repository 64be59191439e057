using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>What stands after the text in a call of a text function.</summary>
internal enum SecondArgument
{
    None,
    DateFormat,
    Separator,
}

/// <summary>A function of data sets and tables that reads a text; all there is to know of one to bind a call. The interpreter has its value.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Function">What the call is bound to.</param>
/// <param name="Second">What follows the text.</param>
/// <param name="Example">A second argument for hints; empty where there is none.</param>
internal sealed record TextFunction(string Name, BuiltInFunction Function, SecondArgument Second = SecondArgument.None, string Example = "")
{
    public static ImmutableArray<TextFunction> All { get; } =
    [
        new("lower", BuiltInFunction.Lower),
        new("trim", BuiltInFunction.Trim),
        new("number", BuiltInFunction.Number),
        new("date", BuiltInFunction.ParseDate, SecondArgument.DateFormat, "yyyy-MM-dd"),
        new("instant", BuiltInFunction.ParseInstant, SecondArgument.DateFormat, "yyyy-MM-dd HH:mm"),
        new("month", BuiltInFunction.ParseMonth, SecondArgument.DateFormat, "yyyy-MM"),
        new("split", BuiltInFunction.Split, SecondArgument.Separator, ";"),
    ];

    public static IEnumerable<string> Names => All.Select(f => f.Name);

    /// <summary>How many arguments a call has.</summary>
    public int Arity => Second == SecondArgument.None ? 1 : 2;

    /// <summary>What a call is made of, as the end of a sentence: <c>a text and a format, as in `month(x, "yyyy-MM")`</c>.</summary>
    public string Form => Second switch
    {
        SecondArgument.None => $"one text, as in `{Name}(x)`",
        SecondArgument.Separator => $"a text and what separates its parts, as in `{Name}(x, \"{Example}\")`",
        _ => $"a text and a format, as in `{Name}(x, \"{Example}\")`",
    };

    public static TextFunction? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>A month is a range of days, or of moments where an instant is wanted; a number is whole where a whole one is wanted, else a decimal.</summary>
    public TypeSymbol GetResult(TypeSymbol? hint) => Function switch
    {
        BuiltInFunction.Number => (hint is ListType list ? list.Element : hint) == BasicType.Integer ? BasicType.Integer : BasicType.Decimal,
        BuiltInFunction.ParseDate => BasicType.Date,
        BuiltInFunction.ParseInstant => BasicType.Instant,
        BuiltInFunction.ParseMonth => hint == BasicType.Instant ? BasicType.Instant : BasicType.Date,
        BuiltInFunction.Split => new ListType(BasicType.Text),
        _ => BasicType.Text,
    };

    /// <summary>What a good format lacks, or has too much, for this function; null where nothing.</summary>
    public string? FindMisuse(string format) => (Function, DateFormats.HasDay(format), DateFormats.HasTime(format)) switch
    {
        (BuiltInFunction.ParseMonth, true, _) => "names a day: read it with `date`",
        (BuiltInFunction.ParseDate or BuiltInFunction.ParseInstant, false, _) => "names no day: read it with `month`",
        (BuiltInFunction.ParseInstant, _, false) => "names no hour: read it with `date`",
        _ when DateFormats.HasHalfDays(format) => "has hours from 1 to 12 (`hh`) and no `tt` to tell morning from evening; hours of the day are `HH`",
        _ => null,
    };
}
