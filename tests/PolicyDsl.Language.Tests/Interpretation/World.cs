using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Interpretation;

/// <summary>A policy over a small vocabulary of its own, with means to make incidents and to evaluate expressions.</summary>
internal sealed class World
{
    public const string Vocabulary = """

        enum offence { none plain, consumption, possession, supply, robbery, assault }
        set violent of offence { robbery, assault }
        enum drug { none plain, heroin, cocaine, cannabis, fentanyl }
        set opioids of drug { heroin, fentanyl }
        entity person {
            key id : text
            age : integer coarse
            dependent : boolean
            minor : boolean = age < 18
            invariant age in 0..120
        }
        entity area { key id : text }
        entity incident {
            key id : text
            case : text
            at : instant coarse
            offence : offence coarse
            drug : drug
            drugs : set of drug
            quantity : mass coarse
            person : person
            area : area
            armed : boolean
            dangerous = offence in violent or armed
            recorded : action
            invariant not (drug is none and offence is consumption)
        }
        action advise { severity 1 }
        action warn { severity 2 }
        action divert { severity 2, coercive }
        action arrest { severity 8, coercive }
        service treatment
        service naloxone
        partner clinic
        partner council

        """;

    private World(Compilation compilation, PolicySymbol policy)
    {
        Compilation = compilation;
        Policy = policy;
        Interpreter = new Interpreter(policy, compilation.Scope);
    }

    public Compilation Compilation { get; }

    public PolicySymbol Policy { get; }

    public Interpreter Interpreter { get; }

    /// <summary>Compiles the items of a policy over <see cref="Vocabulary"/>.</summary>
    public static World Of(string items) => Compile($"policy p\n{items}\n{Vocabulary}");

    public static World Compile(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        Assert.NotNull(compilation.Policy);
        return new World(compilation, compilation.Policy);
    }

    /// <summary>What is known of an expression about an incident.</summary>
    public static Value Evaluate(string expression, params (string Path, object Value)[] given)
    {
        var world = Of($"define x = {expression}");
        return world.Evaluate(world.Incident(given));
    }

    /// <summary>What is known of the define <c>x</c> about an incident.</summary>
    public Value Evaluate(EntityInstance incident, IIncidentHistory? history = null) =>
        Interpreter.Evaluate(Find<DefineSymbol>("x").Value ?? throw new InvalidOperationException("x has no value"), incident, history ?? NoHistory.Instance);

    public T Find<T>(string name)
        where T : Symbol => Assert.IsAssignableFrom<T>(Compilation.Scope.Find(name));

    public RuleSymbol Rule(string name) => Assert.Single(Policy.Rules, r => r.Name == name);

    /// <summary>
    /// An incident with fresh references and what is given: numbers and values as they are stored, instants, members and texts as texts, truth values.
    /// </summary>
    public EntityInstance Incident(params (string Path, object Value)[] given)
    {
        var incident = new EntityInstance(Find<EntitySymbol>("incident")) { Id = "i" };
        foreach (var name in new[] { "person", "area" })
        {
            Set(incident, name, Value.Of(new EntityInstance(Find<EntitySymbol>(name)) { Id = name }));
        }

        foreach (var (path, value) in given)
        {
            Set(incident, path, value);
        }

        return incident;
    }

    public void Set(EntityInstance incident, string path, object value)
    {
        var target = incident;
        var steps = path.Split('.');
        foreach (var step in steps.SkipLast(1))
        {
            target = target[FieldOf(target, step)].Entity ?? throw new InvalidOperationException($"{step} is unknown");
        }

        var field = FieldOf(target, steps[^1]);
        target[field] = ValueOf(value, field.Type);
    }

    public static Value ValueOf(object value, TypeSymbol type) => (value, type) switch
    {
        (Value known, _) => known,
        (bool truth, _) => Value.Of(truth),
        (int number, _) => Value.Of((long)number),
        (decimal amount, _) => ValueOperations.FromDecimal(amount, type),
        (string text, EnumType { Enum: var members }) => Value.OneOf(text.Split('|').Select(m => members.FindMember(m)?.Ordinal ?? throw new ArgumentException(m))),
        (string text, SetType { Element.Enum: var members }) =>
            Value.Set(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => members.FindMember(m)?.Ordinal ?? throw new ArgumentException(m))),
        (string text, _) when type == BasicType.Instant => InstantOf(text),
        (string text, _) => Value.Of(text),
        _ => throw new ArgumentException(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>An instant, or a range of two with <c>..</c> between them.</summary>
    public static Value InstantOf(string text) => text.Split("..") is [var low, var high]
        ? Value.Range(WindowTests.At(low), WindowTests.At(high))
        : Value.Of(WindowTests.At(text));

    private static FieldSymbol FieldOf(EntityInstance entity, string name) =>
        entity.Entity.FindField(name) ?? throw new ArgumentException($"{entity.Entity.Name} has no {name}");
}
