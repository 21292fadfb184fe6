using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0704: what a version holds is not changed once readers can reach it.</summary>
internal static class ImmutableVersion
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        foreach (var version in VersionStores.Of(model.Type.Project).Select(store => store.Walk.Version).OfType<TypeFacts>().Distinct())
        {
            var contents = version.Slots.Where(slot => !slot.IsStatic && !slot.IsReadOnly && IsContent(slot, version)).ToList();
            if (contents.Count == 0 || version.Symbol.IsValueType) continue;
            foreach (var body in model.Type.Bodies.Where(body => !body.IsConstructor))
                foreach (var operation in body.Operations)
                    if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } target }
                        && contents.Any(slot => slot.Symbol.IsSame(target.Member)) && IsPublished(owner, body))
                        context.Report(MvccRules.ImmutableVersion, operation.Syntax.GetLocation(), body.DisplayName, target.Member.Name, version.Symbol.Name);
        }
    }

    /// <summary>What readers come for: no stamp, no flag, no link.</summary>
    private static bool IsContent(Slot slot, TypeFacts version) =>
        !slot.Type.IsStamp() && slot.Type.SpecialType != SpecialType.System_Boolean && slot.Type.TypeKind != TypeKind.Enum && !version.Symbol.IsSame(slot.Type);

    /// <summary>A version that was found, not one that this code has made.</summary>
    private static bool IsPublished(IOperation owner, Body body) => owner.Plain() switch
    {
        ILocalReferenceOperation { Local: var local } =>
            LocalValues.Of(body, local).Any()
            && LocalValues.Of(body, local)
                .All(value =>
                    value.Plain() is IMemberReferenceOperation
                        or IInvocationOperation { TargetMethod.Name: "TryGetValue" or "Last" or "LastOrDefault" or "First" or "FirstOrDefault"
                            or "GetValueOrDefault" } || ListedWalks.At(value.Plain()) is not null),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } => true,
        var plain => ListedWalks.At(plain) is not null,
    };
}
