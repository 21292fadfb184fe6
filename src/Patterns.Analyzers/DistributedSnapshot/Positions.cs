using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Questions about values that can say how far an input has been read.</summary>
internal static class Positions
{
    private const int FewMembers = 5;

    private static readonly Declared<ImmutableArray<ITypeSymbol>> DataOf = new(ReadData);

    private static readonly ImmutableHashSet<string> OfLibraries = ImmutableHashSet.Create(
        "Confluent.Kafka.Offset", "Confluent.Kafka.TopicPartition", "Confluent.Kafka.TopicPartitionOffset", "Confluent.Kafka.ConsumeResult`2");

    public static bool IsNumber(this ITypeSymbol? type) => type.NotNull() is
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 };

    /// <summary>True for a map from the parts of an input to numbers.</summary>
    public static bool IsNumbers(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [_, var number] } map && number.IsNumber() && map.IsCollection();

    /// <summary>True for a number, and for a small type of the project that carries one, or one for each part of an input.</summary>
    public static bool MayBePosition(this ITypeSymbol? type) => type.IsNumber() || type.NotNull() is INamedTypeSymbol
    {
        TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, SpecialType: SpecialType.None,
    BaseType: null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType },
    } named && !named.IsFramework() && Data(named) is { Length: > 0 and <= FewMembers } data && data.Any(member => member.IsNumber() || member.IsNumbers());

    /// <summary>True for a position of a message broker's client, alone or in a collection.</summary>
    public static bool IsOfLibrary(this ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsOfLibrary(),
        INamedTypeSymbol named =>
            named.Name is "Offset" or "TopicPartition" or "TopicPartitionOffset" or "ConsumeResult" && OfLibraries.Contains(named.FullMetadataName())
            || named.TypeArguments.Any(argument => argument.IsOfLibrary()),
        _ => false,
    };

    /// <summary>True for a position of a message broker and for an object that carries nothing but one: no item that could be processed.</summary>
    public static bool IsPositionOnly(this ITypeSymbol? type) => type is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && (named is { Name: "Offset" or "TopicPartitionOffset", Arity: 0 } && named.IsOfLibrary()
            || !named.IsFramework() && named.Arity == 0 && Data(named) is { Length: > 1 } data
                && data.Count(part => part.IsOfLibrary()) > 1 && data.All(part => part.IsOfLibrary() || part.SpecialType != SpecialType.None));

    /// <summary>The type without <c>?</c>.</summary>
    public static ITypeSymbol? NotNull(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>True where both are the same type, <c>?</c> and awaiting aside.</summary>
    public static bool IsSame(this ITypeSymbol? type, ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type.NotNull(), other.NotNull());

    /// <summary>The types of what an object of that type carries.</summary>
    public static ImmutableArray<ITypeSymbol> Data(INamedTypeSymbol type) => DataOf.Of(type);

    /// <summary>True for a collection of the framework.</summary>
    public static bool IsCollection(this ITypeSymbol? type) => type is IArrayTypeSymbol
        || type is INamedTypeSymbol { IsGenericType: true } named && IsInCollections(named.ContainingNamespace);

    /// <summary>The contract or class of the project whose objects a slot holds: itself, or the elements of its collection; null for anything else.</summary>
    public static INamedTypeSymbol? Participants(this ITypeSymbol type) =>
        type.IsCollection() && type.ElementType() is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None } element
        && !element.IsFramework() ? element : null;

    /// <summary>True for what writes messages for people: no evidence of processing.</summary>
    public static bool IsLogging(this Call call) =>
        IsLogger(call.Receiver?.Type ?? (ITypeSymbol?)call.Owner)
        || call.Owner is { } owner && (IsLogger(owner) || owner.Name is "Debug" or "Trace" or "Console" or "ActivitySource" or "EventSource" or "Activity");

    /// <summary>The item that a value belongs to: <c>message</c> in <c>message.Offset + 1</c>; null where no number is taken out of a local or a
    /// parameter.</summary>
    public static ISymbol? Item(this IOperation value)
    {
        foreach (var inner in value.SelfAndDescendants())
            if (inner is IMemberReferenceOperation { Instance: { } instance } member && member.Type.MayBePosition() && Root(instance) is { } root) return root;
        return null;
    }

    /// <summary>The local or parameter that a chain of members starts at.</summary>
    public static ISymbol? Root(IOperation value)
    {
        while (true)
        {
            value = value.Plain();
            if (value is IMemberReferenceOperation { Instance: { } inner }) { value = inner; continue; }
            if (value is IInvocationOperation { Instance: { } receiver }) { value = receiver; continue; }
            if (value is IInvocationOperation { TargetMethod.IsExtensionMethod: true,
                Arguments: [{ Value: var extended }, ..] }) { value = extended; continue; }
            return value.Referenced() is ILocalSymbol or IParameterSymbol ? value.Referenced() : null;
        }
    }

    private static bool IsInCollections(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            if (space is { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
        return false;
    }

    private static ImmutableArray<ITypeSymbol> ReadData(INamedTypeSymbol type) => type.GetMembers()
        .Select(member => member switch
        {
            IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private } field => field.Type,
            IPropertySymbol { IsStatic: false, IsIndexer: false, Name: not "EqualityContract", DeclaredAccessibility: not Accessibility.Private } property =>
                property.Type,
            _ => null,
        })
        .OfType<ITypeSymbol>()
        .ToImmutableArray();

    private static readonly Words Levels = new("Verbose", "Trace", "Debug", "Info", "Information", "Warn", "Warning", "Error", "Fatal", "Critical");

    private static readonly Declared<bool> Levelled = new(HasLevels);

    private static bool IsLogger(ITypeSymbol? type) =>
        type is not null
        && (type.Name.EndsWith("Logger", StringComparison.Ordinal) || type.Name.StartsWith("Logger", StringComparison.Ordinal)
            || type.Name is "Log" or "ILog" or "Tracer" || type is INamedTypeSymbol { TypeKind: TypeKind.Interface } contract && Levelled.Of(contract));

    /// <summary>True for a contract that has a member without an answer for each of several levels, whatever it is called.</summary>
    private static bool HasLevels(INamedTypeSymbol contract) =>
        contract.GetMembers().OfType<IMethodSymbol>().Count(member => member.ReturnsVoid && Levels.Contains(member.Name)) > 1;
}
