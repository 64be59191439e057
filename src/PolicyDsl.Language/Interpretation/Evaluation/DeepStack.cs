using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PolicyDsl.Language.Interpretation;

/// <summary>Lets a recursion go on where the stack ends, on a thread with a stack of its own, so that deep conditions end in an answer.</summary>
public static class DeepStack
{
    private const int StackBytes = 64 * 1024 * 1024;

    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    public static T Run<T>(Func<T> action)
    {
        var result = new T[1];
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result[0] = action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result[0];
    }
}
