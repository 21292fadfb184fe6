using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>A call of the framework that links a source block to a target block, both of them variables.</summary>
/// <param name="Body">The method that links them.</param>
/// <param name="Call">The call.</param>
/// <param name="Source">The block that gives items.</param>
/// <param name="Target">The block that takes them.</param>
/// <param name="IsFiltered">True when a predicate decides which items pass.</param>
/// <param name="Propagates">Whether the end of the source ends the target; null where the options come from elsewhere, or where the code says that it does not
/// want it.</param>
internal sealed record BlockLink(Body Body, Call Call, ISymbol Source, ISymbol Target, bool IsFiltered, bool? Propagates)
{
    /// <summary>The options that the link is given; null where it is given none.</summary>
    public IOperation? Options => OptionsIn(Call.Arguments);

    private static readonly Words Verb = new("LinkTo");

    public static IEnumerable<BlockLink> In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Verb)) continue;
            foreach (var call in body.Calls)
                if (call is { Name: "LinkTo", Target: not null, ReceiverSymbol: { } source, Arguments: { Length: > 0 } arguments }
                    && Stages.IsSystem(call.Owner!)
                    && Blocks.IsSource(call.Receiver!.Type) && arguments[0].Referenced() is { } target && target is not IMethodSymbol)
                    foreach (var (from, to) in Joined(source, target, body))
                        yield return new(body, call, from, to, arguments.Any(IsPredicate), PropagatesIn(body, arguments));
        }
    }

    /// <summary>A helper joins what its callers give it; where not all callers are in sight, nobody knows which blocks those are.</summary>
    private static IEnumerable<(ISymbol Source, ISymbol Target)> Joined(ISymbol source, ISymbol target, Body body)
    {
        if (!IsParameter(source, body) && !IsParameter(target, body)) return new[] { (source, target) };
        if (body.Method.DeclaredAccessibility != Accessibility.Private) return Enumerable.Empty<(ISymbol, ISymbol)>();
        return from caller in body.Type.Bodies
               where caller.Words.Has(body.Name)
               from call in caller.Calls
               where Derivation.Same(call.Target?.OriginalDefinition, body.Method)
               let given = (Source: Given(source, call, body), Target: Given(target, call, body))
               where given is { Source: not null, Target: not null }
               select (given.Source!, given.Target!);
    }

    private static bool IsParameter(ISymbol block, Body body) =>
        block is IParameterSymbol parameter && body.Method.Parameters.Contains(parameter, SymbolEqualityComparer.Default);

    private static ISymbol? Given(ISymbol block, Call call, Body body) => IsParameter(block, body) ? call.Argument(block.Name)?.Referenced() : block;

    /// <summary>Something in the type calls that member on the block.</summary>
    public static bool IsCalledOn(TypeFacts type, ISymbol block, params string[] names) => type.AllBodies.Any(body =>
        body.Words.Has(block.Name) && body.Calls.Any(call => Array.IndexOf(names, call.Name) >= 0 && Derivation.Same(call.ReceiverSymbol, block)));

    private static bool IsPredicate(IOperation argument) => argument is IDelegateCreationOperation || argument.Type is { TypeKind: TypeKind.Delegate };

    private static IOperation? OptionsIn(IEnumerable<IOperation> arguments) =>
        arguments.FirstOrDefault(argument => argument.Type is { Name: "DataflowLinkOptions" });

    private static bool? PropagatesIn(Body body, IEnumerable<IOperation> arguments)
    {
        if (OptionsIn(arguments) is not { } options) return false;
        if (options is IObjectCreationOperation creation) return PropagatesIn(creation);
        // A variable: what it was made with, unless somebody changes it later.
        if (options.Referenced() is not ILocalSymbol local) return null;
        if (body.Of<ISimpleAssignmentOperation>()
            .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: Property, Instance: { } instance }
                && Derivation.Same(instance.Referenced(), local))) return null;
        var made = Derivation.Of(body).SourcesOf(local).Select(source => source.Plain()).ToList();
        return made.Count == 1 && made[0] is IObjectCreationOperation only ? PropagatesIn(only) : null;
    }

    private static bool? PropagatesIn(IObjectCreationOperation options)
    {
        foreach (var initializer in options.Initializer?.Initializers ?? Enumerable.Empty<IOperation>())
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: Property }, Value: var value })
                return value.IsConstant(true) ? true : null;
        return false;
    }

    private const string Property = "PropagateCompletion";
}
