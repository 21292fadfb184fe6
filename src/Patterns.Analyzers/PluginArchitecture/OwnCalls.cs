using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Who calls a member: of a private one all callers stand in its own type.</summary>
internal static class OwnCalls
{
    public static IEnumerable<(Call Call, Body Caller)> Of(Body callee)
    {
        foreach (var caller in callee.Type.Bodies)
            if (caller.Words.Has(callee.Name))
                foreach (var (call, body) in caller.Callees)
                    if (body == callee) yield return (call, caller);
    }

    /// <summary>True when another type of the project calls the member, or hands it on.</summary>
    public static bool AreMadeElsewhere(Body callee, TypeFacts type) => type.Project.Declared.Any(user => user != type && user.Words.Has(callee.Name)
        && user.Bodies.Any(body => body.Words.Has(callee.Name) && body.Operations.Any(operation => operation switch
        {
            IInvocationOperation call => IsOf(call.TargetMethod, callee),
            IMethodReferenceOperation reference => IsOf(reference.Method, callee),
            _ => false,
        })));

    /// <summary>True for the member itself, and for what stands for it in a contract that its type fulfils.</summary>
    public static bool IsOf(IMethodSymbol target, Body member) => target.Name == member.Name
        && (SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, member.Method)
            || target.ContainingType.TypeKind == TypeKind.Interface && member.Type.Symbol.Is(target.ContainingType)
            || member.Method.OverriddenMethod is { } overridden
                && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, overridden.OriginalDefinition));
}
