using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>A container inside a container.</summary>
internal static class Scope
{
    /// <summary>True when the container gives itself to a new object of its own kind, or of a contract of its own.</summary>
    public static bool IsOpenedBy(TypeFacts container)
    {
        foreach (var body in container.AllBodies)
        {
            if (!body.Words.Has("this") || !body.Words.Has("new")) continue;
            foreach (var creation in body.Of<IObjectCreationOperation>())
                if (creation.Arguments.Any(argument => argument.Value.Plain() is IInstanceReferenceOperation) && IsAlike(creation.Type, container)) return true;
        }
        return false;
    }

    private static bool IsAlike(ITypeSymbol? created, TypeFacts container)
    {
        if (container.Project.Of(created) is not { } child) return false;
        return child == container || child.Symbol.AllInterfaces.Any(contract => !contract.IsFramework() && container.Symbol.Is(contract));
    }
}
