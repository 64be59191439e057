using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// The stored fields of the incident decided as free variables of the script, each with what its declaration allows: exact or unknown,
/// partly known where it is coarse, never unknown where it is required, always unknown where the reference before it is.
/// </summary>
/// <param name="script">Where the variables are declared.</param>
/// <param name="suffix">What the names of a second incident's own variables end in.</param>
/// <param name="isOwn">Whether a variable of a second incident is its own, by path; the others are those of the first.</param>
/// <param name="first">The fields of the first incident.</param>
internal sealed class SmtFields(SmtScript script, string suffix = "", Func<string, bool>? isOwn = null, SmtFields? first = null)
{
    private readonly Dictionary<string, SmtValue> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> texts = first?.texts ?? new(StringComparer.Ordinal);

    /// <summary>The fields read so far, by path.</summary>
    public IReadOnlyDictionary<string, SmtValue> Values => values;

    /// <summary>Every entity that some field was read of, the incident first.</summary>
    public List<(SmtReference Reference, EntitySymbol Entity)> Entities { get; } = [];

    /// <summary>The number of a text that the policy names.</summary>
    public int TextId(string text)
    {
        texts.TryAdd(text, texts.Count);
        return texts[text];
    }

    public int? FindTextId(string text) => texts.TryGetValue(text, out var id) ? id : null;

    /// <summary>Counts an entity among those that some field was read of.</summary>
    public void Meet(SmtReference reference, EntitySymbol entity)
    {
        if (!Entities.Exists(e => e.Reference.Path == reference.Path))
        {
            Entities.Add((reference, entity));
        }
    }

    public SmtValue Get(SmtReference entity, FieldSymbol field)
    {
        var path = entity.Path.Length == 0 ? field.Name : $"{entity.Path}.{field.Name}";
        Meet(entity, field.Entity);
        if (!values.TryGetValue(path, out var value))
        {
            value = Declare(NameOf(path), path, field);
            values.Add(path, value);
            script.Assert(Smt.Implies(Smt.Not(entity.Known), value.IsUnknown));
            script.Assert(field.IsRequired ? Smt.Implies(entity.Known, Smt.Not(value.IsUnknown)) : Smt.True);
        }

        return value;
    }

    /// <summary>A variable of two copies of an incident has one name where they share it.</summary>
    public string NameOf(string path) => isOwn?.Invoke(path) == true ? path + suffix : path;

    private SmtValue Declare(string name, string path, FieldSymbol field) => field.Type switch
    {
        EntityType => new SmtReference(Flag(name, "known"), path),
        SetType set => new SmtSet(Flag(name, "known"), Flags(name, set.Element.Enum.Members.Length)),
        { IsFinite: true } => DeclareMembers(name, field),
        { IsOrdered: true } => DeclareNumber(name, field),
        _ => new SmtText(Flag(name, "known"), Integer(name, "text")),
    };

    private SmtMembers DeclareMembers(string name, FieldSymbol field)
    {
        var members = new SmtMembers(Flag(name, "unknown"), Flags(name, SmtMembers.CountOf(field.Type, 0)));
        script.Assert(Smt.Or(members.May));
        script.Assert(Smt.Implies(members.Unknown, Smt.And(members.May)));
        script.Assert(field.IsCoarse ? Smt.True : Smt.Or(members.Unknown, members.IsKnown));
        return members;
    }

    private SmtNumber DeclareNumber(string name, FieldSymbol field)
    {
        var (least, most) = LimitsOf(field.Type);
        if (!field.IsCoarse)
        {
            var known = Flag(name, "known");
            var exact = Integer(name, "value");
            script.Assert(Smt.And(Smt.AtMost(least, exact), Smt.AtMost(exact, most)));
            return new SmtNumber(known, known, exact, exact);
        }

        var number = new SmtNumber(Flag(name, "haslow"), Flag(name, "hashigh"), Integer(name, "low"), Integer(name, "high"));
        script.Assert(Smt.Implies(Smt.And(number.HasLow, number.HasHigh), Smt.AtMost(number.Low, number.High)));
        script.Assert(Smt.And(Smt.AtMost(least, number.Low), Smt.AtMost(number.Low, most), Smt.AtMost(least, number.High), Smt.AtMost(number.High, most)));
        return number;
    }

    /// <summary>What data can hold: amounts up to a million million, days and times of the years 1 to 9999.</summary>
    private static (string Least, string Most) LimitsOf(TypeSymbol type)
    {
        var most = 1_000_000_000_000 * (Int128)type.Scale;
        var scale = type == BasicType.Date ? 1 : 86_400;
        return type == BasicType.Date || type == BasicType.Instant
            ? (Smt.Of(DaysOf(DateOnly.MinValue) * scale), Smt.Of((DaysOf(DateOnly.MaxValue) * scale) + scale - 1))
            : (Smt.Of(-most), Smt.Of(most));
    }

    private static Int128 DaysOf(DateOnly day) => day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private ImmutableArray<string> Flags(string name, int count) => [.. Enumerable.Range(0, count).Select(i => Flag(name, $"m{i}"))];

    private string Flag(string name, string part) => script.Declare($"|{name}:{part}|", "Bool");

    private string Integer(string name, string part) => script.Declare($"|{name}:{part}|", "Int");
}
