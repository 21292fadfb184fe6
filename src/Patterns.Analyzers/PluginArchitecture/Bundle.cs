using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Extensions that declare operations are merged into one table: a loop over the extensions, inside it one over what each declares.</summary>
/// <param name="Write">The write into the table.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Table">The table of operations.</param>
internal sealed record Bundle(IOperation Write, Body Body, INamedTypeSymbol Contract, Slot Table)
{
    public static bool MayBeIn(TypeFacts type) =>
        type.Slots.Any(IsTable) && type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(IsBundles));

    public static Bundle? In(TypeFacts type)
    {
        foreach (var table in type.Slots.Where(IsTable))
            foreach (var body in type.Bodies)
            {
                if (!body.Method.Parameters.Any(IsBundles) || !body.Words.Has(table.Name)) continue;
                foreach (var operation in body.Operations)
                    if (SymbolEqualityComparer.Default.Equals(operation.Referenced(), table.Symbol) && Merged(operation) is { } contract)
                        return new(operation, body, contract, table);
            }
        return null;
    }

    /// <summary>True where the table keeps what is being walked; what is found in it and changed or taken out was there before.</summary>
    private static bool Keeps(IOperation table, List<IForEachLoopOperation> loops)
    {
        var walked = loops.SelectMany(loop => loop.Locals).ToList();
        return table.Parent switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation { Value: var kept } } => walked.Any(kept.Mentions),
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: { Length: > 1 } arguments } => walked.Any(arguments[1].Value.Mentions),
            _ => false,
        };
    }

    private static bool IsTable(Slot slot) =>
        slot.Type is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } && slot.Type.IsFramework()
        && (arguments[1].TypeKind == TypeKind.Delegate || PluginContract.Of(arguments[1]) is not null);

    private static bool IsBundles(IParameterSymbol parameter) => Elements(parameter.Type) is not null;

    private static INamedTypeSymbol? Elements(ITypeSymbol type) =>
        (type is IArrayTypeSymbol || type.IsFramework()) && type.ElementType() is INamedTypeSymbol element && type.DelegateSignature() is null
        && PluginContract.IsOwn(element) ? element : null;

    private static INamedTypeSymbol? Merged(IOperation table)
    {
        var loops = table.Ancestors().OfType<IForEachLoopOperation>().ToList();
        if (loops.Count < 2 || !Keeps(table, loops)) return null;
        var outer = loops[loops.Count - 1];
        return outer.Collection.Plain().Referenced() is IParameterSymbol bundles && Elements(bundles.Type) is { } contract
            && outer.Locals.Length > 0 && loops[0].Collection.Mentions(outer.Locals[0]) ? contract : null;
    }
}
