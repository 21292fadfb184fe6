using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Uses of frameworks that mean work stealing: work that goes to the local queue of the thread pool's worker, and schedulers built on that.</summary>
internal static class PoolMark
{
    private static readonly Words Queueing = new("UnsafeQueueUserWorkItem", "QueueUserWorkItem");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Queueing) || IsScheduler(type.Symbol);

    /// <summary>True for a scheduler that derives from the framework's.</summary>
    public static bool IsScheduler(INamedTypeSymbol type) =>
        type.SelfAndBases().Skip(1).Any(self => self.Named("System.Threading.Tasks.Schedulers.WorkStealingTaskScheduler"));

    /// <summary>What a native library calls back runs on that library's thread, which has no local queue.</summary>
    private static bool IsNativeCallback(IMethodSymbol method, TypeFacts type) => IsMarked(method, "UnmanagedCallersOnlyAttribute")
        || type.Slots.Any(slot => slot.Type.DelegateSignature() is { } signature && IsMarked(slot.Type, "UnmanagedFunctionPointerAttribute") && method.IsStatic
            && signature.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Select(parameter => parameter.Type),
                SymbolEqualityComparer.Default));

    private static bool IsMarked(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(mark => mark.AttributeClass?.Name == attribute);

    /// <summary>The call that asks for the local queue, or null.</summary>
    public static (Body Body, IInvocationOperation Call)? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Queueing) || IsNativeCallback(body.Method, type)) continue;
            foreach (var call in body.Of<IInvocationOperation>())
                if (call.TargetMethod.ContainingType.Named("System.Threading.ThreadPool")
                    && call.Arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "preferLocal" }
                        && argument.Value.IsConstant(true))) return (body, call);
        }
        return null;
    }
}
