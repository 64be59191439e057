using System.Collections.Immutable;
using System.Text;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// Prints a document: one pass over a stack of what is still to print, each with its indentation and whether it is printed flat.
/// Deciding whether something fits looks no further than the width of a line, so the cost is the length of the text times the nesting of
/// groups at most. Comments owe a line break: it is paid before the next text, wherever that comes from.
/// </summary>
internal sealed partial class DocumentPrinter(int width, string newLine)
{
    private readonly StringBuilder output = new();
    private readonly Stack<Command> commands = new();
    private int column;
    private int lineIndent;
    private bool isLineEmpty = true;
    private bool owesLine;
    private bool owesBlank;

    /// <summary>Where the line that is owed starts; null if that is for the next text to say.</summary>
    private int? owedIndent;

    public string Print(Document document)
    {
        commands.Push(new Command(0, 0, false, document, 0));
        while (commands.TryPop(out var command))
        {
            Print(command);
        }

        TrimSpaces();
        if (output.Length > 0)
        {
            output.Append(newLine);
        }

        return output.ToString();
    }

    private void Print(Command command)
    {
        switch (command.Document)
        {
            case Text text:
                Write(text.Value, command.Indent);
                break;
            case Line line:
                PrintLine(line, command);
                break;
            case HardLine line:
                owesBlank |= line.IsBlank;
                BreakLine(command.Indent);
                break;
            case Concat concat:
                PushNext(commands, concat.Parts, command);
                break;
            case Fill fill:
                PrintFill(fill, command);
                break;
            case CommentLine or EndComment or BlankAfterComment:
                PrintComment(command);
                break;
            default:
                Open(command);
                break;
        }
    }

    /// <summary>Goes on with the content of a document that says where its lines start or whether they break.</summary>
    private void Open(Command command)
    {
        switch (command.Document)
        {
            case Indent indent:
                commands.Push(command with { Indent = command.Indent + indent.Columns, Document = indent.Content });
                break;
            case Nest nest:
                var start = command.Base + nest.Columns;
                commands.Push(command with { Indent = start, Base = start, Document = nest.Content });
                break;
            case Align align:
                var here = owesLine ? owedIndent ?? command.Indent : column;
                commands.Push(command with { Indent = here, Base = here, Document = align.Content });
                break;
            case Group group:
                commands.Push(command with { IsFlat = command.IsFlat || (!group.MustBreak && Fits(group.Content)), Document = group.Content });
                break;
        }
    }

    private void PrintLine(Line line, Command command)
    {
        if (line.CanBreak && !command.IsFlat)
        {
            BreakLine(command.Indent);
        }
        else if (!owesLine && !isLineEmpty)
        {
            output.Append(' ', 1 + line.Padding);
            column += 1 + line.Padding;
        }
    }

    private void PrintFill(Fill fill, Command command)
    {
        if (command.From >= fill.Parts.Length)
        {
            return;
        }

        var part = fill.Parts[command.From];
        if (command.From % 2 == 0)
        {
            commands.Push(command with { From = command.From + 1 });
            commands.Push(command with { IsFlat = !part.MustBreak && (command.IsFlat || Fits(part)), Document = part, From = 0 });
            return;
        }

        // Whether the line breaks depends on the content after it and on what follows that, but not on the content twice.
        var next = command with { From = command.From + 1 };
        commands.Push(next with { From = next.From + 1 });
        var isFlat = command.IsFlat || Fits(Document.Concat(part, fill.Parts[next.From]));
        commands.Pop();
        commands.Push(next);
        commands.Push(command with { IsFlat = isFlat, Document = part, From = 0 });
    }

    private void PrintComment(Command command)
    {
        switch (command.Document)
        {
            case CommentLine comment:
                if (!isLineEmpty)
                {
                    BreakLine(command.Indent);
                }

                owesBlank |= comment.IsBlankBefore;
                Write(comment.Value, command.Indent);
                owesLine = true;
                owedIndent = command.Indent;
                break;
            case EndComment comment:
                TrimSpaces();
                var spaces = Math.Max(1, lineIndent + comment.Column - column);
                output.Append(' ', spaces).Append(comment.Value);
                owesLine = true;
                break;
            case BlankAfterComment:
                owesBlank = true;
                break;
        }
    }

    private void Write(string text, int indent)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (owesLine || (isLineEmpty && owesBlank && output.Length > 0))
        {
            BreakLine(owedIndent ?? indent);
        }

        if (isLineEmpty)
        {
            output.Append(' ', lineIndent);
            isLineEmpty = false;
        }

        output.Append(text);
        column += text.Length;
    }

    /// <summary>Ends the line unless nothing is on it, and the empty line that is owed.</summary>
    private void BreakLine(int indent)
    {
        TrimSpaces();
        if (output.Length > 0 && (!isLineEmpty || owesLine))
        {
            output.Append(newLine);
        }

        if (owesBlank && output.Length > 0)
        {
            output.Append(newLine);
        }

        isLineEmpty = true;
        owesLine = false;
        owesBlank = false;
        owedIndent = null;
        lineIndent = indent;
        column = indent;
    }

    private void TrimSpaces()
    {
        while (output.Length > 0 && output[^1] == ' ')
        {
            output.Length--;
            column--;
        }
    }

    /// <param name="Indent">The column where lines inside start.</param>
    /// <param name="Base">The column where the clause around began, from which blocks are indented.</param>
    /// <param name="IsFlat">True where lines that can break do not.</param>
    /// <param name="Document">What to print.</param>
    /// <param name="From">Of parts, the first still to print.</param>
    private readonly record struct Command(int Indent, int Base, bool IsFlat, Document Document, int From);
}
