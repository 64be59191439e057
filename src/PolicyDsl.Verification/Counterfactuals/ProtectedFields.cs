using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// Whether a decision depends on a protected field, all else being equal. Where nothing that decides reads it, that is proved for every value. Else every value that the policy
/// can tell apart, and unknown, is given to it, and the interpreter decides again; what is computed from the field follows it, and the same person is so in earlier incidents.
/// Cost: one evaluation of the policy for each value.
/// </summary>
internal sealed class ProtectedFields(PolicyModel model)
{
    private const int MostClasses = 8;
    private const int MostReferences = 3;

    private readonly Universe universe = model.Universe;
    private readonly WitnessParts parts = WitnessParts.Of(model);
    private readonly HashSet<FieldSymbol> read = FindRead(model.Policy);

    public ImmutableArray<ProtectedField> Find(EntityInstance incident, IIncidentHistory history, DecideOptions facts, Decision decision) =>
        [.. PathsOf(incident.Entity, []).OrderBy(FieldSource.PathText, StringComparer.Ordinal).Select(p => Try(p, incident, history, facts, decision))];

    private ProtectedField Try(ImmutableArray<FieldSymbol> path, EntityInstance incident, IIncidentHistory history, DecideOptions facts, Decision decision)
    {
        var result = new ProtectedField(path, path[^1].Type, Replays.Read(incident, path), ProtectedVerdict.NotRead, 0, false, []);
        if (!read.Contains(path[^1]))
        {
            return result;
        }

        if (path.Length > 1 && Replays.Read(incident, path[..^1]).Entity is null)
        {
            return result with { Verdict = ProtectedVerdict.Missing };
        }

        var (values, isComplete) = ValuesOf(path);
        var tried = values.Where(v => v != result.Before).Select(v => (Value: v, Decision: DecideWith(path, v, incident, history, facts))).Where(t => t.Decision is not null).ToList();
        var flips = tried.SelectMany(t => t.Decision is { } other && !IsSame(decision, other) ? new[] { new ProtectedFlip(t.Value, other) } : []).ToImmutableArray();
        return result with
        {
            Verdict = !flips.IsEmpty ? ProtectedVerdict.Flips : isComplete ? ProtectedVerdict.Stays : ProtectedVerdict.StaysAsFarAsTried,
            Tried = tried.Count(t => t.Value.IsKnown),
            TriedUnknown = tried.Exists(t => !t.Value.IsKnown),
            Flips = flips,
        };
    }

    /// <summary>Null where no data could hold such an incident.</summary>
    private Decision? DecideWith(ImmutableArray<FieldSymbol> path, Value value, EntityInstance incident, IIncidentHistory history, DecideOptions facts)
    {
        var copy = new CopiedEntities(incident);
        copy.Change(path[..^1], path[^1], value);
        foreach (var follows in path[^1].Entity.Fields.Where(f => f is { IsStored: true, Formula: not null } && f != path[^1] && Dependencies.FieldsOf(f.Formula).Contains(path[^1])))
        {
            copy.Change(path[..^1], follows, Value.Unknown);
        }

        if (!Replays.IsConsistent(parts, copy.Root))
        {
            return null;
        }

        var somebody = path.Length > 1 ? Replays.Read(incident, path[..^1]).Entity : null;
        return model.Interpreter.Decide(copy.Root, new ReplayedHistory(history, incident, somebody, somebody is null ? null : copy.Find(path[..^1])), facts);
    }

    /// <summary>The values, and whether the policy can tell apart no others.</summary>
    private (ImmutableArray<Value> Values, bool IsComplete) ValuesOf(ImmutableArray<FieldSymbol> path)
    {
        var field = path[^1];
        var term = universe.Terms.FirstOrDefault(t => t.Source is FieldSource && t.Key == FieldSource.PathText(path));
        var isLoose = term is null || LooseField.Find(universe, universe.Terms.Where(t => t.Source is IndependentSource or HistorySource)).Any(f => f.Key == term.Key);
        var (values, isComplete) = (field.Type, term) switch
        {
            (EnumType { Enum.Members: var members }, _) => (members.Select(m => Value.Of((long)m.Ordinal)), true),
            (var type, _) when type == BasicType.Boolean => ([Value.False, Value.True], true),
            (_, NumericTerm number) => (Enumerable.Range(0, number.Cuts.Length + 1).Select(c => parts.PlainValues.FindNumber(number, c)).OfType<long>().Select(Value.Of), !isLoose),
            (_, TextTerm text) => (text.Texts.Select(Value.Of).Append(Value.Of(OtherThan(text))), !isLoose),
            (_, SetTerm { Classes.Length: <= MostClasses } set) => (Subsets(set), !isLoose),
            _ => (Enumerable.Empty<Value>(), false),
        };
        return ([.. values, .. field.IsRequired ? Array.Empty<Value>() : [Value.Unknown]], isComplete);
    }

    private static string OtherThan(TextTerm text)
    {
        var other = PlainValues.Text;
        while (text.Texts.Contains(other))
        {
            other += " other";
        }

        return other;
    }

    private static IEnumerable<Value> Subsets(SetTerm set) => Enumerable.Range(0, 1 << set.Classes.Length)
        .Select(bits => Value.Set(set.Classes.Where((_, i) => (bits & (1 << i)) != 0).Select(c => c[0])));

    private static bool IsSame(Decision one, Decision other) =>
        Outcome.Of(one) == Outcome.Of(other) && one.Offers.SequenceEqual(other.Offers) && one.To.SequenceEqual(other.To) && one.Partners.SequenceEqual(other.Partners) && one.Within == other.Within;

    private static HashSet<FieldSymbol> FindRead(PolicySymbol policy) =>
        [.. Dependencies.FieldsOf([policy.AppliesWhen, .. policy.Rules.SelectMany(r => new[] { r.When, r.Unless })])];

    private static IEnumerable<ImmutableArray<FieldSymbol>> PathsOf(EntitySymbol entity, ImmutableArray<FieldSymbol> above)
    {
        foreach (var field in entity.Fields.Where(f => f.IsStored))
        {
            if (field.Type is not EntityType { Entity: var target })
            {
                if (field.IsProtected)
                {
                    yield return above.Add(field);
                }
            }
            else if (above.Length < MostReferences && above.All(f => f.Entity != target))
            {
                foreach (var path in PathsOf(target, above.Add(field)))
                {
                    yield return path;
                }
            }
        }
    }
}
