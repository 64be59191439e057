using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>A small vocabulary made by hand, so that expressions are tested apart from declarations.</summary>
internal sealed class Vocabulary
{
    public Vocabulary()
    {
        var offence = Enum("offence", "none", "possession", "supply", "robbery", "other");
        var drug = Enum("drug", "none", "heroin", "cocaine", "cannabis", "other");
        var sex = Enum("sex", "male", "female");
        Enum("harm_level", "individual", "country");
        Set("violent", offence, "robbery");
        Set("opioids", drug, "heroin");
        Action("advise", 0);
        Action("warn", 1);
        Action("arrest", 2);
        Declare(new ServiceSymbol("naloxone", null, null));
        Declare(new PlainSymbol("leaflets", null, null, "channel"));

        Person = Entity("person");
        Fields(Person, ("id", BasicType.Text), ("age", BasicType.Integer), ("sex", sex.Type), ("minor", BasicType.Boolean), ("population", BasicType.Integer));
        Area = Entity("area");
        Fields(Area, ("id", BasicType.Text), ("officers", BasicType.Decimal), ("population", BasicType.Integer));
        Incident = Entity("incident");
        Fields(
            Incident,
            ("id", BasicType.Text),
            ("case", BasicType.Text),
            ("at", BasicType.Instant),
            ("day", BasicType.Date),
            ("offence", offence.Type),
            ("drug", drug.Type),
            ("drugs", new SetType(drug.Type)),
            ("quantity", BasicType.Mass),
            ("value", BasicType.Money),
            ("price", new MoneyType("GBP")),
            ("held", BasicType.Duration),
            ("children", BasicType.Integer),
            ("score", BasicType.Decimal),
            ("uses_minors", BasicType.Boolean),
            ("dependent", BasicType.Boolean),
            ("person", Person.Type),
            ("area", Area.Type),
            ("broken", BasicType.Error),
            ("recorded", ActionType.Instance));

        Table("personal_limit", drug.Type, BasicType.Mass);
        Table("drug_code", BasicType.Text, drug.Type);
        Table("offence_code", BasicType.Text, offence.Type);
        Define("busy", BasicType.Boolean);
        Define("prior_supply", BasicType.Integer);
        Define("broken_define", BasicType.Error);
        Measure("arrests", BasicType.Integer);
    }

    public GlobalScope Scope { get; } = new();

    public EntitySymbol Incident { get; }

    public EntitySymbol Person { get; }

    public EntitySymbol Area { get; }

    public T Get<T>(string name)
        where T : Symbol => Scope.Find(name) as T ?? throw new InvalidOperationException($"No {typeof(T).Name} {name}");

    private void Declare(Symbol symbol) => Assert.True(Scope.TryDeclare(symbol, out _));

    private EnumSymbol Enum(string name, params string[] members)
    {
        var symbol = new EnumSymbol(name, null, null);
        symbol.Members = [.. members.Select((m, i) => new EnumMemberSymbol(m, null, null, symbol, i, i == 0))];
        Declare(symbol);
        return symbol;
    }

    private void Set(string name, EnumSymbol of, params string[] members) =>
        Declare(new SetSymbol(name, null, null) { Enum = of, Members = [.. of.Members.Where(m => members.Contains(m.Name))] });

    private void Action(string name, int ordinal) => Declare(new ActionSymbol(name, null, null, ordinal) { Severity = ordinal });

    private EntitySymbol Entity(string name)
    {
        var symbol = new EntitySymbol(name, null, null);
        Declare(symbol);
        return symbol;
    }

    private static void Fields(EntitySymbol entity, params (string Name, TypeSymbol Type)[] fields) => entity.Fields =
        [.. fields.Select((f, i) => new FieldSymbol(f.Name, null, null, entity, i) { Type = f.Type, IsKey = f.Name == "id", IsStored = true })];

    private void Table(string name, TypeSymbol argument, TypeSymbol result) =>
        Declare(new TableSymbol(name, null, null) { ArgumentType = argument, ResultType = result });

    private void Define(string name, TypeSymbol type)
    {
        var tree = Syntax.SyntaxTree.Parse("define x = true");
        Declare(new DefineSymbol(name, null, null) { Value = new BoundSubject(type, tree.Root) { Source = tree.Source } });
    }

    private void Measure(string name, TypeSymbol type)
    {
        var tree = Syntax.SyntaxTree.Parse("define x = true");
        Declare(new MeasureSymbol(name, null, null) { Value = new BoundSubject(type, tree.Root) { Source = tree.Source } });
    }
}
