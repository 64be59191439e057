namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// A function of yes/no variables, by the number of its root node in the <see cref="DiagramManager"/> that made it. Two diagrams of one
/// manager are the same function exactly where they are equal. The default is the function that is always false.
/// </summary>
/// <param name="Node">The root node; 0 is false, 1 is true.</param>
public readonly record struct Diagram(int Node)
{
    public static readonly Diagram False = new(0);

    public static readonly Diagram True = new(1);

    public bool IsFalse => Node == 0;

    public bool IsTrue => Node == 1;
}
