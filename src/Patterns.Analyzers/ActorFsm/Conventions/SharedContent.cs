using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>Messages whose sender keeps a collection that it sends: one that is made for the message alone is nobody else's.</summary>
internal static class SharedContent
{
    /// <summary>True where the project makes such a message with a collection that the maker goes on holding.</summary>
    public static bool Of(INamedTypeSymbol kind, ProjectFacts project) => project.GetOrAdd((nameof(SharedContent), kind), () => project.Declared
        .Where(type => type.Words.Has(kind.Name))
        .SelectMany(type => type.Bodies)
        .Where(body => body.Words.Has(kind.Name))
        .SelectMany(body => body.Of<IObjectCreationOperation>())
        .Any(creation => SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, kind) && Given(creation).Any(IsKept)));

    private static IEnumerable<IOperation> Given(IObjectCreationOperation creation) => creation.Arguments.Select(argument => argument.Value)
        .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(assignment => assignment.Value)
            ?? Enumerable.Empty<IOperation>());

    /// <summary>A collection that a field or property of the maker holds, itself and not a copy.</summary>
    private static bool IsKept(IOperation value) =>
        value.Plain() is IFieldReferenceOperation or IPropertyReferenceOperation && value.IsOwnMember() && IsOpenCollection(value.Plain().Type);

    /// <summary>A collection of the framework that anybody who holds it can add to.</summary>
    public static bool IsOpenCollection(ITypeSymbol? type) => type is
        { Name: "List" or "Dictionary" or "HashSet" or "Queue" or "Stack" or "SortedDictionary" or "SortedSet" or "LinkedList",
        ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };
}
