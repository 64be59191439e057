using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>One expression bound in one place, with what was said about it.</summary>
internal sealed class ExpressionTrial
{
    private ExpressionTrial(Vocabulary vocabulary, SyntaxTree tree, ExpressionContext context)
    {
        Vocabulary = vocabulary;
        Tree = tree;
        Context = context;
        Binder = new ExpressionBinder(vocabulary.Scope, Diagnostics, Record);
    }

    public Vocabulary Vocabulary { get; }

    public SyntaxTree Tree { get; }

    public ExpressionContext Context { get; }

    public ExpressionBinder Binder { get; }

    public DiagnosticBag Diagnostics { get; } = [];

    public SemanticRecord Record { get; } = new();

    public BoundExpression? Bound { get; private set; }

    /// <summary>Every message with its id and hint, one a line.</summary>
    public string Messages => string.Join('\n', Diagnostics.Select(d => $"{d.Id} {d.Message}{(d.Hint is null ? "" : " " + d.Hint)}"));

    public static ExpressionTrial Of(string expression, ExpressionPlace place = ExpressionPlace.Incident, TypeSymbol? expected = null, string? subject = null, Vocabulary? vocabulary = null)
    {
        var trial = Start($"define x = {expression}", place, subject, vocabulary);
        trial.Bound = trial.Binder.Bind(trial.Find<DefineSyntax>().Value, trial.Context, expected);
        return trial;
    }

    public static ExpressionTrial OfCondition(string expression, ExpressionPlace place = ExpressionPlace.Incident, string? subject = null) =>
        Of(expression, place, BasicType.Boolean, subject);

    public static ExpressionTrial Start(string text, ExpressionPlace place = ExpressionPlace.Incident, string? subject = null, Vocabulary? vocabulary = null)
    {
        vocabulary ??= new Vocabulary();
        var tree = SyntaxTree.Parse(text, "test.policy");
        Assert.Empty(tree.Diagnostics);
        EntitySymbol? entity = subject is not null ? vocabulary.Get<EntitySymbol>(subject) : place switch
        {
            ExpressionPlace.Incident or ExpressionPlace.MeasureCondition => vocabulary.Incident,
            ExpressionPlace.Entity => vocabulary.Person,
            ExpressionPlace.Target => vocabulary.Area,
            _ => null,
        };
        return new ExpressionTrial(vocabulary, tree, new ExpressionContext(place, entity, tree.Source));
    }

    public T Find<T>()
        where T : SyntaxElement => Tree.Root.Descendants().OfType<T>().First();

    /// <summary>The bound tree as text; fails where anything was said about it.</summary>
    public string Print()
    {
        Assert.Equal("", Messages);
        return Bound is null ? "nothing" : BoundTreePrinter.Print(Bound, Vocabulary.Scope);
    }
}
