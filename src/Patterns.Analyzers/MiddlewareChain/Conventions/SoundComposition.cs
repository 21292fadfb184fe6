using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0810: a link looks into the continuation by reflection, its delegate's target or a cast.</summary>
internal static class SoundComposition
{
    public static void Check(Link link, ConventionContext context)
    {
        if (link.Continuation.Symbol is not { } next || link.Continuation.Kind == ContinuationKind.Context) return;
        foreach (var operation in link.Operations)
            if (LooksInto(operation, next))
                context.Report(MiddlewareChainRules.SoundComposition, operation.Syntax.GetLocation(), link.Body.Name, next.Name);
    }

    private static bool LooksInto(IOperation operation, ISymbol next) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Target" or "Method", ContainingType: var owner }, Instance: { } instance } => owner.Named("System.Delegate") && Is(instance, next),
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.Length: 0 }, Instance: { } instance } => Is(instance, next),
        IIsTypeOperation test => Is(test.ValueOperand, next),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation or ITypePatternOperation } test => Is(test.Value, next),
        IConversionOperation { IsImplicit: false, Conversion.IsUserDefined: false, Operand: var operand } cast => Is(operand, next) && cast.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None },
        _ => false,
    };

    private static bool Is(IOperation operation, ISymbol next) => SymbolEqualityComparer.Default.Equals(operation.Referenced()?.OriginalDefinition, next);
}
