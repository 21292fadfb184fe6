using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Where code is given to another thread.</summary>
internal static class ThreadStart
{
    /// <summary>True for the creation of a thread, and for the call that has a task or the pool run something.</summary>
    public static bool Is(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { } type } => type.Named("System.Threading.Thread"),
        IInvocationOperation { TargetMethod: { Name: "StartNew", ContainingType: var owner } } => owner.Named("System.Threading.Tasks.TaskFactory"),
        IInvocationOperation { TargetMethod: { Name: "Run", ContainingType: var owner } } => owner.Named("System.Threading.Tasks.Task"),
        IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType: var owner } } =>
            owner.Named("System.Threading.ThreadPool"),
        _ => false,
    };

    /// <summary>True for what a piece of code leaves to another thread: it stands in a function that is given away inside the piece.</summary>
    public static bool Defers(SyntaxNode scope, IOperation operation)
    {
        var isFunction = false;
        foreach (var outer in operation.Ancestors())
        {
            if (!scope.Span.Contains(outer.Syntax.Span) || outer.Syntax == scope) return false;
            if (outer is IAnonymousFunctionOperation) isFunction = true;
            if (isFunction && Is(outer)) return true;
        }
        return false;
    }
}
