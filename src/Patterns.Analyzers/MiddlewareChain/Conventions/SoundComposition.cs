using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0810: a link looks into the continuation by reflection, its delegate's target or a cast; or it is registered behind one that ends every
/// request.</summary>
internal static class SoundComposition
{
    public static void Check(Link link, ConventionContext context)
    {
        if (link.Continuation.Symbol is not { } next || link.Continuation.Kind == ContinuationKind.Context) return;
        foreach (var operation in link.Operations)
            if (LooksInto(operation, next))
                context.Report(MiddlewareChainRules.SoundComposition, operation.Syntax.GetLocation(), link.Body.Name,
                    $"looks into '{next.Name}': it works only with one particular next link");
    }

    /// <summary><c>app.Run(handler)</c> ends every request: what is put behind it on the same builder is dead.</summary>
    public static void CheckOrder(MiddlewareChainModel model, ConventionContext context)
    {
        foreach (var body in model.Links.Where(link => link.Function is not null).Select(link => link.Body).Distinct())
        {
            if (!body.Words.Has("Run") || body.Flow is not { } flow) continue;
            foreach (var end in body.Calls)
            {
                if (!IsTerminal(end)) continue;
                foreach (var late in body.Calls)
                    if (late.Name.StartsWith("Use", StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(late.ReceiverSymbol, end.ReceiverSymbol)
                        && flow.Contains(late.Syntax) && flow.Dominates(end.Syntax, late.Syntax))
                        context.Report(MiddlewareChainRules.SoundComposition, late.Syntax.GetLocation(), ImmutableArray.Create(end.Syntax.GetLocation()), null,
                            body.Name, $"registers '{late.Name}' behind '{end.Name}', which ends every request: it is never reached");
            }
        }
    }

    private static bool IsTerminal(Call call) =>
        call is { Name: "Run", Arguments.Length: 1, ReceiverSymbol: ILocalSymbol or IParameterSymbol }
        && (call.Target is null || call.Owner.Named("Microsoft.AspNetCore.Builder.RunExtensions"))
        && call.Arguments[0] is IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation;

    private static bool LooksInto(IOperation operation, ISymbol next) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Target" or "Method", ContainingType: var owner }, Instance: { } instance } =>
            owner.Named("System.Delegate") && Is(instance, next),
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.Length: 0 }, Instance: { } instance } => Is(instance, next),
        IIsTypeOperation test => Is(test.ValueOperand, next),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation or ITypePatternOperation } test => Is(test.Value, next),
        IConversionOperation { IsImplicit: false, Conversion.IsUserDefined: false, Operand: var operand } cast =>
            Is(operand, next) && cast.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None },
        _ => false,
    };

    private static bool Is(IOperation operation, ISymbol next) => SymbolEqualityComparer.Default.Equals(operation.Referenced()?.OriginalDefinition, next);
}
