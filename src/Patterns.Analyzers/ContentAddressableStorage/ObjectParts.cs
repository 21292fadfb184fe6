using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What a new object is made with.</summary>
internal static class ObjectParts
{
    /// <summary>The names and values of its arguments and initialisers.</summary>
    public static IEnumerable<(string Name, IOperation Value)> Parts(this IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
            if (argument.Parameter is { } parameter) yield return (parameter.Name, argument.Value);
        foreach (var part in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            if (part.Assigned() is { Target: IMemberReferenceOperation member, Value: { } value }) yield return (member.Member.Name, value);
    }
}
