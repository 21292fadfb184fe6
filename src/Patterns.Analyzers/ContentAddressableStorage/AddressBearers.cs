using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The locals of a body that are made of addresses: texts, buffers and lists that these were written into.</summary>
/// <param name="address">The type of an address, one that somebody made for it.</param>
internal sealed class AddressBearers(ITypeSymbol address)
{
    private readonly HashSet<ISymbol> locals = new(SymbolEqualityComparer.Default);

    /// <summary>The type in which a put gives the address back; null where it is text or bytes, which may be anything.</summary>
    public static ITypeSymbol? AddressOf(Call put) => put.Target?.ReturnType.Awaited().NotNullable() is INamedTypeSymbol { SpecialType: SpecialType.None } type
        && !type.IsBytes() && !type.IsTask() && !type.IsFramework() ? type : null;

    public static AddressBearers In(Body body, ITypeSymbol address)
    {
        var bearers = new AddressBearers(address);
        var steps = ContentStep.In(body).Where(step => step is { Value: not null, Target: ILocalSymbol { Type: var type } } && type.MayBeContent()).ToList();
        var fills = body.Calls.Where(call => call.Operation.Parent is IExpressionStatementOperation or IAwaitOperation
            && call.Receiver is { } receiver && ContentStep.Root(receiver) is ILocalSymbol).ToList();
        foreach (var call in body.Calls)
            if (call is { Receiver: { } poured, Target.ReturnsVoid: true } && call.Operation.Parent is IExpressionStatementOperation
                && bearers.IsAddress(poured))
                bearers.locals.UnionWith(call.Arguments.Where(argument => argument.Type.IsBytes()).Select(ContentStep.Root).OfType<ILocalSymbol>());
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var step in steps)
                if (!bearers.locals.Contains(step.Target) && bearers.Bear(step.Value!)) grown |= bearers.locals.Add(step.Target);
            foreach (var fill in fills)
                if (ContentStep.Root(fill.Receiver!) is { } filled && !bearers.locals.Contains(filled)
                    && (fill.Arguments.Any(bearers.Bear) || fill.Arguments.Any(bearers.IsAddress)))
                    grown |= bearers.locals.Add(filled);
        }
        return bearers;
    }

    /// <summary>True for a value that is no address itself, and has one in it.</summary>
    public bool Bear(IOperation value) => !IsAddress(value) && Has(value);

    private bool Has(IOperation value) => IsAddress(value) || value.Referenced() is { } symbol && locals.Contains(symbol)
        || !IsLookUp(value) && value.ChildOperations.Any(Has);

    public bool IsAddress(IOperation value) => value.Type is { } type && SymbolEqualityComparer.Default.Equals(type.Awaited().NotNullable(), address);

    /// <summary>What somebody else gives for an address lies under it, and has it not inside.</summary>
    private static bool IsLookUp(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Arguments.IsEmpty: false } => true,
        IInvocationOperation call => call.TargetMethod.ReturnType.IsTask() || call.Type is { SpecialType: SpecialType.System_Boolean }
            || call.Arguments.Length > 0 && call.Instance is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                && call.TargetMethod.ContainingType is var owner && (owner.TypeArguments.Length > 0 || !owner.IsFramework()),
        _ => false,
    };
}
