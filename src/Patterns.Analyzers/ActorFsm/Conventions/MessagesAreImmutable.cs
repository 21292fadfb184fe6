using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1104: a message, or a collection that it shows, can be changed by its sender after it was posted.</summary>
internal static class MessagesAreImmutable
{
    /// <summary>The finding's property that says that initialisers alone set what can be set: the other locations are those members.</summary>
    public const string InitKey = "init";

    private const int FewestKinds = 2;

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        var reported = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (pattern, kind) in Kinds(model))
        {
            if (kind.TypeKind != TypeKind.Class || model.Type.Project.Of(kind) is null || !reported.Add(kind) || IsGenerated(kind)) continue;
            var settable = kind.GetMembers().Where(IsSettable).ToList();
            if (settable.Count > 0) context.Report(
                ActorFsmRules.MessagesAreImmutable, pattern.Syntax.GetLocation(), settable.Select(member => member.Locations[0]).ToImmutableArray(),
                ForFix(settable, model.Type.Project), kind.Name, "set", settable[0].Name);
            else if (kind.GetMembers().FirstOrDefault(HoldsOpenCollection) is { } open && SharedContent.Of(kind, model.Type.Project)) context.Report(
                ActorFsmRules.MessagesAreImmutable, pattern.Syntax.GetLocation(), ImmutableArray.Create(open.Locations[0]), null, kind.Name,
                "change what is in", open.Name);
        }
    }

    private static ImmutableDictionary<string, string?>? ForFix(List<ISymbol> settable, ProjectFacts project) =>
        InitOnly.CanBe(settable, project) ? ImmutableDictionary<string, string?>.Empty.Add(InitKey, "") : null;

    /// <summary>The patterns by which the type tells messages apart.</summary>
    private static IEnumerable<(IOperation Pattern, INamedTypeSymbol Kind)> Kinds(ActorFsmModel model)
    {
        if (model.Mailbox is { Dispatch: { } dispatch }) return Patterns(dispatch.Site);
        if (model.Mark is not { Kind: not MarkKind.Machine }) return Enumerable.Empty<(IOperation, INamedTypeSymbol)>();
        return model.Type.Bodies.SelectMany(body => body.Operations).Where(IsDispatch)
            .Select(choice => Patterns(choice).ToList()).Where(patterns => patterns.Count >= FewestKinds).SelectMany(patterns => patterns);
    }

    /// <summary>A switch over what a framework or a base class hands in: an object, or the context's message.</summary>
    private static bool IsDispatch(IOperation operation) => operation switch
    {
        ISwitchOperation { Value: var value } => IsMessage(value),
        ISwitchExpressionOperation { Value: var value } => IsMessage(value),
        _ => false,
    };

    private static bool IsMessage(IOperation value) => value.Plain() is { Type.SpecialType: SpecialType.System_Object } message
        && message is IParameterReferenceOperation or IPropertyReferenceOperation { Instance: IParameterReferenceOperation } or ILocalReferenceOperation;

    private static IEnumerable<(IOperation, INamedTypeSymbol)> Patterns(IOperation choice)
    {
        foreach (var operation in choice.SelfAndDescendants())
        {
            var matched = operation switch
            {
                IDeclarationPatternOperation declaration => declaration.MatchedType,
                ITypePatternOperation pattern => pattern.MatchedType,
                IRecursivePatternOperation recursive => recursive.MatchedType,
                _ => null,
            };
            if (matched is INamedTypeSymbol kind && IsArmOf(operation, choice)) yield return (operation, kind);
        }
    }

    private static bool IsArmOf(IOperation pattern, IOperation choice) =>
        pattern.Parent is IPatternCaseClauseOperation { Parent.Parent: var statement } ? statement == choice
            : pattern.Parent is ISwitchExpressionArmOperation { Parent: var expression } && expression == choice;

    /// <summary>Generated contracts, and those of serializers, follow their generator.</summary>
    private static bool IsGenerated(INamedTypeSymbol kind) => kind.AllInterfaces.Any(contract => contract.Name is "IMessage" or "IBufferMessage")
        || kind.GetAttributes()
            .Any(attribute => attribute.AttributeClass?.Name is "GeneratedCodeAttribute" or "ProtoContractAttribute" or "DataContractAttribute");

    /// <summary>What anybody who holds the message can set.</summary>
    private static bool IsSettable(ISymbol member) => IsOpen(member)
        && member is IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } }
            or IFieldSymbol { IsReadOnly: false, IsConst: false };

    /// <summary>A collection that anybody who holds the message can add to.</summary>
    private static bool HoldsOpenCollection(ISymbol member) =>
        IsOpen(member) && SharedContent.IsOpenCollection(member is IPropertySymbol property ? property.Type : (member as IFieldSymbol)?.Type);

    private static bool IsOpen(ISymbol member) =>
        member is { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal };
}
