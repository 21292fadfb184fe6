using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Whether an expression is the collection of one key's versions.</summary>
internal static class Chain
{
    private const int Depth = 6;

    public static bool Is(IOperation collection, Body body) => Is(collection, body, Depth);

    private static bool Is(IOperation operation, Body body, int depth)
    {
        if (depth == 0) return false;
        var lists = VersionLists.Of(body.Type.Project);
        switch (operation.Plain())
        {
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member when lists.IsChain(member.Member):
                return true;
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Keys" or "Values" }, Instance: { } sorted }:
                return Is(sorted, body, depth - 1);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map }: return IsMap(map, body, depth - 1);
            case ILocalReferenceOperation { Local: var local }: return LocalValues.Of(body, local).Any(value => Is(value, body, depth - 1));
            case IParameterReferenceOperation: return false;
            case ICoalesceOperation coalesce: return Is(coalesce.Value, body, depth - 1);
            case IConditionalAccessInstanceOperation instance: return instance.ConditionalReceiver() is { } receiver && Is(receiver, body, depth - 1);
            case IConditionalAccessOperation access: return Is(access.WhenNotNull, body, depth - 1);
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetValueOrDefault" or "GetOrAdd" or "TryRemove" } look:
                return IsMap((look.Instance ?? look.Arguments[0].Value), body, depth - 1);
            case IInvocationOperation call
                when (call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments[0].Value : null)) is { } source
                    && call.TargetMethod.ContainingType.IsFramework(): return Is(source, body, depth - 1);
            case IInvocationOperation { TargetMethod: { Parameters.IsEmpty: true } method } when !method.ContainingType.IsFramework():
                return body.Type.Project.BodiesOf(method).Any(callee => HandsOut(callee, depth - 1));
            case IInvocationOperation { TargetMethod: { IsStatic: true } method } call when method.ContainingType.IsFramework() && call.Arguments.Length > 0:
                return Is(call.Arguments[0].Value, body, depth - 1);
            default: return false;
        }
    }

    /// <summary>A member that gives out the versions of a key, or a copy of the list of them.</summary>
    private static bool HandsOut(Body callee, int depth) => callee.Of<IReturnOperation>().Any(result => result.ReturnedValue?.Plain() switch
    {
        null => false,
        IObjectCreationOperation { Arguments: { Length: > 0 } arguments } copy => copy.Type?.IsFramework() == true && Is(arguments[0].Value, callee, depth),
        var value => Is(value, callee, depth),
    });

    /// <summary>A map from keys to collections of versions, or what such a map of maps gives.</summary>
    private static bool IsMap(IOperation operation, Body body, int depth)
    {
        if (depth == 0) return false;
        return operation.Plain() switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member =>
                VersionLists.Of(body.Type.Project).Maps.Contains(member.Member.OriginalDefinition),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } outer } => IsMap(outer, body, depth - 1),
            ILocalReferenceOperation { Local: var local } => LocalValues.Of(body, local).Any(value => IsMap(value, body, depth - 1)),
            IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetValueOrDefault" or "GetOrAdd" } look =>
                IsMap(look.Instance ?? look.Arguments[0].Value, body, depth - 1),
            _ => false,
        };
    }

    /// <summary>A slot with the versions of the one thing that its owner stands for.</summary>
    private static bool IsChain(this VersionLists lists, ISymbol member) =>
        member.ContainingType is { } owner && lists.Project.Of(owner) is { } type && lists.Chains(type).Any(slot => slot.Symbol.IsSame(member));
}
