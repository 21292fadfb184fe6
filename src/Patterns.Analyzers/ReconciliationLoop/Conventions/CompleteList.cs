using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1005: a difference is acted on when all pages are read, not for each page.</summary>
internal static class CompleteList
{
    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        foreach (var difference in model.Differences)
            if (difference.Site.Ancestors().OfType<IWhileLoopOperation>().Any(loop => IsActedOnIn(loop, difference) && IsPaging(loop)))
                context.Report(ReconciliationLoopRules.CompleteList, difference.Remedy.Syntax.GetLocation(), difference.Remedy.Name,
                    difference.Body.DisplayName, NameOf(difference.Members, difference.From));
    }

    /// <summary>The members are the same in every round, what they are compared with is of this round or not yet complete.</summary>
    private static bool IsActedOnIn(ILoopOperation loop, Difference difference) =>
        loop.Body.Syntax.Span.Contains(difference.Remedy.Syntax.Span) && loop.Body.Syntax.Span.Contains(difference.Site.Syntax.Span)
        && !UsesLocalOf(difference.Members, loop)
        && (UsesLocalOf(difference.Keys, loop)
            || difference.Keys.Referenced() is ILocalSymbol seen && loop.Body.Contains(operation => Origin.IsFilling(operation, seen)));

    /// <summary>A loop that goes on as long as what it was answered says that there is more.</summary>
    private static bool IsPaging(IWhileLoopOperation loop) =>
        loop.Condition is { } condition && loop.Body.Contains(operation => operation is ISimpleAssignmentOperation { Value: var value } assignment
        && assignment.Target.Referenced() is { } token && IsToken(token) && condition.Mentions(token) && UsesLocalOf(value, loop));

    private static bool IsToken(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { Type: { TypeKind: TypeKind.Class or TypeKind.Array }
            or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 } } => true,
        IFieldSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { Type.SpecialType: SpecialType.System_String } => true,
        _ => false,
    };

    private static bool UsesLocalOf(IOperation value, ILoopOperation loop) =>
        value.Contains(part => part is ILocalReferenceOperation { Local: var local } && loop.Syntax.Span.Contains(local.Locations[0].SourceSpan));

    private static string NameOf(IOperation members, Origin origin) => members.Referenced()?.Name ?? origin.Root.Name;
}
