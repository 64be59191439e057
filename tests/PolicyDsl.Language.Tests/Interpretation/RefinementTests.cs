using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

/// <summary>
/// What is said of a partly known incident must hold for every incident that it may be. Incidents with holes are made at random with earlier
/// ones of the same person, every hole is filled in many ways, and what was settled before is looked for after. The policy leaves out what
/// asks how much is known (<c>is known</c>, <c>default</c>, <c>certainly</c>, <c>possibly</c>): those may well change.
/// </summary>
public class RefinementTests
{
    private const string Policy = """
        applies when offence is not none
        define before = count(distinct case over incidents of person where offence in violent within past 10 days)
        define carried = sum(quantity over incidents of person where drug = this.drug)
        define gap = days since last(incidents of person where dangerous)
        define ratio = quantity / limit of drug
        define wide = (quantity - 2 g) * 3 / (carried + 1 g)
        rule a { when offence is supply and (before is at least 2 or armed) unless minor then arrest overrides b, c }
        rule b { when offence in [possession, consumption] and ratio is at most 1 then divert yields to d }
        rule c { when carried > 3 g or any(incidents of person where armed within past 1 months) then warn }
        rule d { when gap < 5 and hour of at in 0..12 then advise }
        rule e { when age in 10..17 or (if armed then quantity > 2 g else dependent) then divert offer naloxone }
        rule f { when drugs has any of opioids and weekday of at in [monday, tuesday] then warn overrides e }
        rule g { when match offence { robbery or assault => true, supply where armed => dependent, otherwise => false } then arrest }
        rule h { when wide > 0 or date of at > 2024-01-15 then warn yields to g }
        otherwise advise
        table limit of drug gives mass { heroin => 1 g, cocaine => 2 g, otherwise => unknown }
        """;

    private static readonly World World = World.Of(Policy);
    private static readonly Explainer Explainer = new(World.Compilation.Scope);

    [Fact]
    public void What_is_settled_of_a_partly_known_incident_holds_for_every_incident_that_it_may_be()
    {
        var settled = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var holes = new Holes(random);
            var earlier = Enumerable.Range(0, random.Next(4)).Select(_ => holes.Incident(World)).ToList();
            var incident = holes.Incident(World);
            var decision = World.Interpreter.Decide(incident, new ListedHistory(earlier));
            settled += decision.IsUnsettled ? 0 : 1;
            for (var filling = 0; filling < 12; filling++)
            {
                var filledEarlier = earlier.Select(e => holes.Fill(e)).ToList();
                Compare(seed, (incident, earlier, decision), (holes.Fill(incident), filledEarlier));
            }
        }

        // The test would say nothing if nothing were ever settled.
        Assert.InRange(settled, 30, 220);
    }

    private static void Compare(
        int seed,
        (EntityInstance Incident, List<EntityInstance> Earlier, Decision Decision) before,
        (EntityInstance Incident, List<EntityInstance> Earlier) filled)
    {
        var after = World.Interpreter.Decide(filled.Incident, new ListedHistory(filled.Earlier));
        if (!before.Decision.IsUnsettled)
        {
            var isSame = (before.Decision.Status, before.Decision.Action) == (after.Status, after.Action);
            Assert.True(isSame, Show(seed, "the decision", before.Incident, filled.Incident));
        }

        foreach (var outcome in before.Decision.Outcomes.Where(o => o.State != RuleState.Open))
        {
            var now = after.Outcomes.FirstOrDefault(o => o.Rule == outcome.Rule);
            var (fired, fires) = (outcome.State != RuleState.DidNotFire, now?.State is RuleState.Fired or RuleState.SetAside);
            Assert.True(fired == fires && now?.State != RuleState.Open, Show(seed, outcome.Rule.Name, before.Incident, filled.Incident));
        }

        foreach (var define in World.Policy.Defines)
        {
            Assert.NotNull(define.Value);
            var value = World.Interpreter.Evaluate(define.Value, before.Incident, new ListedHistory(before.Earlier));
            var exact = World.Interpreter.Evaluate(define.Value, filled.Incident, new ListedHistory(filled.Earlier));
            Assert.True(Encloses(value, exact), Show(seed, define.Name, before.Incident, filled.Incident));
        }
    }

    private static bool Encloses(Value value, Value inside) =>
        value.Kind == ValueKind.Unknown || (inside.Kind is ValueKind.Exact or ValueKind.Range && value.Low <= inside.Low && inside.High <= value.High);

    private static string Show(int seed, string what, EntityInstance before, EntityInstance after) => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {what}\n{string.Join('\n', Explainer.Describe(before))}\nfilled:\n{string.Join('\n', Explainer.Describe(after))}");

    /// <summary>Makes incidents with holes, and fills them.</summary>
    private sealed class Holes(Random random)
    {
        private static readonly long Start = WindowTests.At("2023-12-20T00:00");
        private readonly Value person = Value.Of(new EntityInstance(World.Find<EntitySymbol>("person")) { Id = "p" });
        private readonly Dictionary<EntityInstance, EntityInstance> filledPersons = [];

        public EntityInstance Incident(World world)
        {
            if (person.Entity is { Entity.Key: { } key } entity && entity[key].Kind == ValueKind.Unknown)
            {
                entity[key] = Value.Of("p");
                entity[Field(entity, "age")] = Hole(Field(entity, "age"));
                entity[Field(entity, "dependent")] = Hole(Field(entity, "dependent"));
            }

            var incident = world.Incident(("person", person));
            foreach (var field in incident.Entity.Fields.Where(f => f is { IsStored: true, IsKey: false, Type: not EntityType }))
            {
                incident[field] = Hole(field);
            }

            return incident;
        }

        public EntityInstance Fill(EntityInstance entity)
        {
            var filled = new EntityInstance(entity.Entity) { Id = entity.Id };
            foreach (var field in entity.Entity.Fields.Where(f => f.IsStored && f.Name != "minor"))
            {
                filled[field] = entity[field].Entity is { } reference ? Value.Of(FillOnce(reference)) : FillValue(entity[field], field);
            }

            return filled;
        }

        /// <summary>Fills a person once for all incidents of one filling; each call with the current incident starts a new one.</summary>
        private EntityInstance FillOnce(EntityInstance reference)
        {
            if (reference.Entity.Name != "person")
            {
                return reference;
            }

            if (!filledPersons.TryGetValue(reference, out var filled) || random.Next(4) == 0)
            {
                filled = filledPersons[reference] = Fill(reference);
            }

            return filled;
        }

        private Value Hole(FieldSymbol field)
        {
            var exact = Exact(field);
            return random.Next(5) switch
            {
                0 => Value.Unknown,
                1 or 2 when field.IsCoarse && field.Type is EnumType => Value.OneOf([(int)exact.Low, (int)Exact(field).Low]),
                1 or 2 when field.IsCoarse => Value.Range(exact.Low, Math.Max(exact.Low, Exact(field).Low)),
                _ => exact,
            };
        }

        private Value FillValue(Value value, FieldSymbol field) => value.Kind switch
        {
            ValueKind.Unknown => Exact(field),
            ValueKind.Range => Value.Of(random.NextInt64(value.Low, value.High + 1)),
            ValueKind.Alternatives => Value.Of((long)value.Members[random.Next(value.Members.Length)]),
            _ => value,
        };

        private Value Exact(FieldSymbol field) => field.Type switch
        {
            EnumType { Enum: var members } => Value.Of((long)random.Next(members.Members.Length)),
            ActionType => Value.Of((long)random.Next(4)),
            SetType { Element.Enum: var members } => Value.Set(Enumerable.Range(0, members.Members.Length).Where(_ => random.Next(3) == 0)),
            _ when field.Type == BasicType.Boolean => Value.Of(random.Next(2) == 0),
            _ when field.Type == BasicType.Integer => Value.Of((long)random.Next(40)),
            _ when field.Type == BasicType.Mass => Value.Of(random.Next(10) * 500_000L),
            _ when field.Type == BasicType.Instant => Value.Of(Start + (random.Next(30) * 86_400L) + (random.Next(24) * 3_600L)),
            _ => Value.Of(((char)('a' + random.Next(3))).ToString()),
        };

        private static FieldSymbol Field(EntityInstance entity, string name) => entity.Entity.Fields.Single(f => f.Name == name);
    }
}
