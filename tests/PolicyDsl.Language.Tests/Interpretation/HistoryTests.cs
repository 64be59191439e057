using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Language.Tests.Interpretation;

public class HistoryTests
{
    private const string Count = "count(incidents of person within past 10 days)";

    [Fact]
    public void The_window_takes_in_its_start_and_leaves_out_the_present()
    {
        Assert.Equal(Value.Of(2L), Look(Count, ["2024-01-01T12:00", "2024-01-05T00:00"]));
        Assert.Equal(Value.Of(0L), Look(Count, ["2024-01-01T11:59", "2024-01-11T12:00", "2024-01-12T00:00"]));
        Assert.Equal(Value.Of(3L), Look("count(incidents of person)", ["2001-01-01T00:00", "2024-01-01T11:59", "2024-01-11T11:59", "2024-01-11T12:00"]));
    }

    [Fact]
    public void A_partly_known_time_counts_possibly()
    {
        Assert.Equal(Value.Range(0, 1), Look(Count, ["2024-01-01T00:00..2024-01-02T00:00"]));
        Assert.Equal(Value.Of(1L), Look(Count, ["2024-01-02T00:00..2024-01-11T11:59"]));
        Assert.Equal(Value.Range(0, 1), Look(Count, ["2024-01-02T00:00..2024-01-11T12:00"]));
        Assert.Equal(Value.Range(1, 2), Look(Count, ["2024-01-05T00:00", Value.Unknown]));
        Assert.Equal(Value.Range(0, 1), Look(Count, ["2024-01-02T00:00"], now: "2024-01-11T12:00..2024-01-12T12:00"));
        Assert.Equal(Value.Unknown, Look(Count, ["2024-01-05T00:00"], now: Value.Unknown));
    }

    [Fact]
    public void A_condition_that_is_unknown_counts_possibly()
    {
        var scene = new Scene("count(incidents of person where offence in violent)");
        scene.Add("2024-01-01T00:00", ("offence", "robbery"));
        scene.Add("2024-01-02T00:00", ("offence", "robbery|supply"));
        scene.Add("2024-01-03T00:00");
        scene.Add("2024-01-04T00:00", ("offence", "supply"));
        Assert.Equal(Value.Range(1, 3), scene.Look());
        Assert.Equal("1 earlier incident for certain, 2 more possibly", scene.Note());
    }

    [Fact]
    public void Incidents_of_another_compilation_of_the_same_vocabulary_are_looked_back_on_all_the_same()
    {
        var (scene, other) = (new Scene(Count), new Scene(Count));
        scene.Add("2024-01-05T00:00");
        Assert.Equal(Value.Of(1L), scene.Look());
        Assert.Equal(Value.Of(1L), scene.LookAs(other));
    }

    [Fact]
    public void Only_a_known_key_that_is_equal_is_the_same_key()
    {
        var scene = new Scene("count(incidents of person)");
        scene.Add("2024-01-01T00:00");
        scene.Add("2024-01-01T00:00", ("person", scene.Person("q")));
        scene.Add("2024-01-01T00:00", ("person", scene.Person("p")));
        scene.Add("2024-01-01T00:00", ("person", scene.Person(null)));
        scene.Add("2024-01-01T00:00", ("person", Value.Unknown));
        Assert.Equal(Value.Of(2L), scene.Look());
        Assert.Equal(Value.Unknown, scene.Look(("person", scene.Person(null))));
        Assert.Equal(Value.Unknown, scene.Look(("person", Value.Unknown)));
    }

    [Fact]
    public void Several_keys_must_all_be_the_same()
    {
        var scene = new Scene("count(incidents of person, drug)");
        scene.Add("2024-01-01T00:00", ("drug", "heroin"));
        scene.Add("2024-01-01T00:00", ("drug", "cocaine"));
        scene.Add("2024-01-01T00:00");
        Assert.Equal(Value.Of(1L), scene.Look(("drug", "heroin")));
        Assert.Equal(Value.Unknown, scene.Look());
    }

    [Fact]
    public void What_is_not_followed_is_unknown() =>
        Assert.Equal(Value.Unknown, Look(Count, ["2024-01-05T00:00"], history: list => new ListedHistory(list) { NotFollowed = "new numbers" }));

    [Theory]
    [InlineData(Count, "2024-01-01T12:00", 1, 1)]
    [InlineData(Count, "2024-01-01T12:01", 1, null)]
    [InlineData("count(incidents of person)", "2023-01-01T00:00", 1, null)]
    [InlineData("count(distinct case over incidents of person)", "2023-01-01T00:00", 0, null)]
    public void What_lies_before_the_data_leaves_the_count_open_above(string count, string coversFrom, int low, int? high)
    {
        var value = Look(count, ["2024-01-05T00:00"], history: list => new ListedHistory(list) { CoversFrom = WindowTests.At(coversFrom) });
        Assert.Equal(Value.Range(low, high ?? Value.OpenHigh), value);
    }

    [Fact]
    public void Any_is_true_for_a_certain_one_and_false_only_where_none_is_possible()
    {
        const string Any = "any(incidents of person where armed within past 10 days)";
        Assert.Equal(Value.False, Look(Any, []));
        Assert.Equal(Value.Unknown, Look(Any, ["2024-01-05T00:00"]));
        Assert.Equal(Value.Unknown, Look(Any, [], history: list => new ListedHistory(list) { CoversFrom = WindowTests.At("2024-01-05T00:00") }));
        var scene = new Scene(Any);
        scene.Add("2024-01-05T00:00", ("armed", true));
        Assert.Equal(Value.True, scene.Look());
    }

    [Fact]
    public void Distinct_counts_known_values_once_and_others_possibly()
    {
        var scene = new Scene("count(distinct case over incidents of person where offence is supply)");
        scene.Add("2024-01-01T00:00", ("case", "a"), ("offence", "supply"));
        scene.Add("2024-01-02T00:00", ("case", "a"), ("offence", "supply"));
        scene.Add("2024-01-03T00:00", ("case", "b"), ("offence", "supply"));
        Assert.Equal(Value.Of(2L), scene.Look());
        scene.Add("2024-01-04T00:00", ("case", "b"));
        Assert.Equal(Value.Of(2L), scene.Look());
        scene.Add("2024-01-04T00:00", ("case", "c"));
        scene.Add("2024-01-04T00:00", ("offence", "supply"));
        Assert.Equal(Value.Range(2, 4), scene.Look());
    }

    [Fact]
    public void Sums_add_what_is_certain_and_reach_to_what_is_possible()
    {
        var scene = new Scene("sum(quantity over incidents of person where offence is supply)");
        Assert.Equal(Value.Of(0L), scene.Look());
        scene.Add("2024-01-01T00:00", ("quantity", 2m), ("offence", "supply"));
        scene.Add("2024-01-01T00:00", ("quantity", Value.Range(1_000_000, 3_000_000)), ("offence", "supply"));
        Assert.Equal(Value.Range(3_000_000, 5_000_000), scene.Look());
        scene.Add("2024-01-01T00:00", ("quantity", 4m));
        Assert.Equal(Value.Range(3_000_000, 9_000_000), scene.Look());
        scene.Add("2024-01-01T00:00", ("offence", "supply"));
        Assert.Equal(Value.Unknown, scene.Look());
    }

    [Fact]
    public void Days_since_last_are_whole_days_from_the_latest()
    {
        const string Days = "days since last(incidents of person where offence is supply)";
        var scene = new Scene(Days);
        Assert.Equal(Value.Unknown, scene.Look());
        scene.Add("2024-01-09T13:00");
        Assert.Equal(Value.Unknown, scene.Look());
        scene.Add("2024-01-01T13:00", ("offence", "supply"));
        Assert.Equal(Value.Range(1, 9), scene.Look());
        scene.Add("2024-01-10T13:00..2024-01-11T11:00", ("offence", "supply"));
        Assert.Equal(Value.Of(0L), scene.Look());
    }

    [Fact]
    public void Months_go_by_the_calendar()
    {
        const string Month = "count(incidents of person within past 1 month)";
        Assert.Equal(Value.Of(1L), Look(Month, ["2024-02-29T12:00"], now: "2024-03-31T12:00"));
        Assert.Equal(Value.Of(0L), Look(Month, ["2024-02-29T11:59"], now: "2024-03-31T12:00"));
    }

    [Fact]
    public void Inside_a_history_names_mean_the_earlier_incident_and_this_the_one_decided()
    {
        var scene = new Scene("count(incidents of person where drug = this.drug and quantity < this.quantity)");
        scene.Add("2024-01-01T00:00", ("drug", "heroin"), ("quantity", 1m));
        scene.Add("2024-01-01T00:00", ("drug", "heroin"), ("quantity", 3m));
        scene.Add("2024-01-01T00:00", ("drug", "cocaine"), ("quantity", 1m));
        Assert.Equal(Value.Of(1L), scene.Look(("drug", "heroin"), ("quantity", 2m)));
        Assert.Equal(Value.Range(0, 2), scene.Look(("drug", "heroin")));
    }

    [Fact]
    public void Has_at_least_reads_like_a_count()
    {
        Assert.Equal(Value.True, Look("person has at least 2 incidents within past 10 days", ["2024-01-05T00:00", "2024-01-06T00:00"]));
        Assert.Equal(Value.False, Look("person has no incidents within past 10 days", ["2024-01-05T00:00"]));
        Assert.Equal(Value.Unknown, Look("person has at most 1 incidents within past 10 days", ["2024-01-05T00:00", Value.Unknown]));
    }

    private static Value Look(
        string expression,
        object[] earlier,
        object? now = null,
        Func<IReadOnlyList<EntityInstance>, IIncidentHistory>? history = null)
    {
        var scene = new Scene(expression) { Now = now ?? "2024-01-11T12:00", History = history ?? (list => new ListedHistory(list)) };
        foreach (var at in earlier)
        {
            scene.Add(at);
        }

        return scene.Look();
    }

    /// <summary>Earlier incidents of one person, and one that looks back on them.</summary>
    private sealed class Scene(string expression)
    {
        private readonly World world = World.Of($"define x = {expression}");
        private readonly List<EntityInstance> earlier = [];

        public object Now { get; init; } = "2024-01-11T12:00";

        public Func<IReadOnlyList<EntityInstance>, IIncidentHistory> History { get; init; } = list => new ListedHistory(list);

        public void Add(object at, params (string Path, object Value)[] given) => earlier.Add(Make(at, given));

        public Value Look(params (string Path, object Value)[] given)
        {
            var incident = Make(Now, given);
            return world.Evaluate(incident, History([.. earlier, incident]));
        }

        /// <summary>By the policy of another scene.</summary>
        public Value LookAs(Scene other)
        {
            var incident = Make(Now, []);
            var evaluator = new ExpressionEvaluator(other.world.Compilation.Scope, new EvaluationInputs { History = History([.. earlier, incident]) });
            return evaluator.Evaluate(other.world.Policy.Defines[0].Value ?? throw new InvalidOperationException(), incident);
        }

        public string? Note()
        {
            var incident = Make(Now, []);
            var evaluator = new ExpressionEvaluator(world.Compilation.Scope, new EvaluationInputs { History = History(earlier) });
            return evaluator.Trace(world.Policy.Defines[0].Value ?? throw new InvalidOperationException(), incident).Note;
        }

        public Value Person(string? id)
        {
            var person = new EntityInstance(world.Find<Symbols.EntitySymbol>("person")) { Id = id ?? "nobody knows" };
            if (id is not null && person.Entity.Key is { } key)
            {
                person[key] = Value.Of(id);
            }

            return Value.Of(person);
        }

        private EntityInstance Make(object at, (string Path, object Value)[] given) =>
            world.Incident([("person", Person("p")), ("at", at), .. given]);
    }
}
