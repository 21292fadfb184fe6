using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// Code that makes contents and leaves it to a store to address them: it puts parts and then the list of their addresses (a manifest, a tree), cuts a
/// content into chunks and gives back their addresses, or brings objects into the form in which they are put and got.
/// </summary>
/// <param name="Because">What shows it.</param>
internal sealed record Composer(ImmutableArray<Evidence> Because)
{
    private static readonly Words Loops = new("for", "foreach", "while", "do");

    /// <summary>True when the type names a put of the project. Binds only what may be a put.</summary>
    public static bool MayBeIn(TypeFacts type) => ProjectPuts.Of(type.Project).MayBeCalledIn(type.Words);

    public static Composer? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (PutsIn(body) is { IsEmpty: false } puts && (OfParts(body, puts) ?? OfForm(body, puts) ?? OfAddresses(body, puts)) is { } composer)
                return composer;
        return null;
    }

    private static ImmutableArray<Call> PutsIn(Body body)
    {
        var known = ProjectPuts.Of(body.Type.Project);
        return known.MayBeCalledIn(body.Words) ? body.Calls.Where(call => known.IsCalledBy(call, body)).ToImmutableArray() : ImmutableArray<Call>.Empty;
    }

    private static Composer? OfParts(Body body, ImmutableArray<Call> puts)
    {
        if (!body.Words.HasAny(Loops)) return null;
        foreach (var part in puts)
        {
            if (part.Operation.Enclosing<ILoopOperation>() is not { } loop || part.Operation.GivenTo() is not { } address
                || CollectorOf(address, loop) is not { } collector) continue;
            foreach (var whole in puts)
                if (!loop.Syntax.Span.Contains(whole.Syntax.Span) && whole.Syntax.SpanStart > part.Syntax.SpanStart)
                    return new(ImmutableArray.Create(Evidence.At(part.Operation, $"'{body.Name()}' stores parts by their digests and collects these"),
                        Evidence.At(whole.Operation, "what it collected is stored in the same way")));
            if (SourceReadIn(Outermost(loop), part, body) is { } source && GivesBack(collector, body) is { } result)
                return new(ImmutableArray.Create(Evidence.At(part.Operation,
                    $"'{body.Name()}' cuts '{source.Name}' into parts and stores them by their digests"), Evidence.At(result, "it gives these back")));
        }
        return null;
    }

    /// <summary>What is put has addresses of other contents in it, as a tree has those of its files and a commit that of its tree. A put that calls its
    /// namesake only hands on, and one that is told the address of its content copies.</summary>
    private static Composer? OfAddresses(Body body, ImmutableArray<Call> puts)
    {
        foreach (var put in puts)
        {
            if (put.Name == body.Method.Name || AddressBearers.AddressOf(put) is not { } address) continue;
            var bearers = AddressBearers.In(body, address);
            if (put.Arguments.Any(bearers.IsAddress)) continue;
            foreach (var argument in put.Arguments)
                if (bearers.Bear(argument))
                    return new(ImmutableArray.Create(Evidence.At(argument, $"'{body.Name()}' makes a content out of the addresses of others"),
                        Evidence.At(put.Operation, "and stores it by its own digest")));
        }
        return null;
    }

    /// <summary>An object is brought into another form and put, its address given back; by an address it is got from the same store.</summary>
    private static Composer? OfForm(Body body, ImmutableArray<Call> puts)
    {
        foreach (var put in puts)
        {
            if (StoreWrite.MediumOf(put.Receiver) is not { } store || !IsGivenBack(put, body) || !put.Arguments.Any(argument => IsFormed(argument, body)))
                continue;
            foreach (var other in body.Type.Bodies)
                if (other != body && other.IsOpen && other.Words.Has(store.Name) && Getter(other, store, body.Method.ReturnType.Awaited()) is { } get)
                    return new(ImmutableArray.Create(
                        Evidence.At(put.Operation, $"'{body.Name()}' stores another form of what it is given and returns the address"),
                        Evidence.At(get.Operation, $"'{other.Name()}' gets it from '{store.Name}' by the address alone")));
        }
        return null;
    }

    private static bool IsGivenBack(Call put, Body body) =>
        body.Of<IReturnOperation>().Any(result => result.ReturnedValue is { } value
            && (value.Contains(inner => inner == put.Operation)
                || value.Referenced() is ILocalSymbol local && SymbolEqualityComparer.Default.Equals(put.Operation.GivenTo(), local)));

    /// <summary>True for what a member or helper made of something, not for the very thing that the caller gave.</summary>
    private static bool IsFormed(IOperation argument, Body body)
    {
        var made = argument;
        if (argument is ILocalReferenceOperation { Local: var local })
            made = body.Of<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value.Plain() ?? argument;
        return Call.From(made) is { Arguments.Length: > 0 } call && ContentVerbs.ChangesForm(call.Name) && argument.Type.MayBeContent();
    }

    private static Call? Getter(Body body, ISymbol store, ITypeSymbol addressType)
    {
        foreach (var parameter in body.Method.Parameters)
            if (SymbolEqualityComparer.Default.Equals(parameter.Type.NotNullable(), addressType.NotNullable()))
                foreach (var call in body.Calls)
                    if (SymbolEqualityComparer.Default.Equals(StoreWrite.MediumOf(call.Receiver), store)
                        && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), parameter))) return call;
        return null;
    }

    /// <summary>The local in which a loop collects addresses.</summary>
    private static ISymbol? CollectorOf(ISymbol address, ILoopOperation loop)
    {
        foreach (var inner in loop.SelfAndDescendants())
        {
            if (Call.From(inner) is { } call && ContentVerbs.LeavesBehind(call.Name) && call.Arguments.Any(argument => argument.Mentions(address)))
                return call.ReceiverSymbol ?? address;
            if (inner is ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation
                or IPropertyReferenceOperation { Arguments.IsEmpty: false } } assignment && assignment.Value.Mentions(address))
                return ContentStep.Root(assignment.Target) ?? address;
        }
        return null;
    }

    private static ILoopOperation Outermost(ILoopOperation loop) => loop.Ancestors().OfType<ILoopOperation>().LastOrDefault() ?? loop;

    /// <summary>The bytes that the caller gave and the loop takes piece by piece.</summary>
    private static IParameterSymbol? SourceReadIn(ILoopOperation loop, Call part, Body body) => loop.SelfAndDescendants().Select(Call.From).OfType<Call>()
        .Where(call => call.Operation != part.Operation)
        .SelectMany(ContentFlow.Operands)
        .Select(operand => operand.Referenced())
        .OfType<IParameterSymbol>()
        .FirstOrDefault(parameter => parameter.Type.IsBytes() && body.Method.Parameters.Contains(parameter, SymbolEqualityComparer.Default));

    private static IOperation? GivesBack(ISymbol collector, Body body) =>
        body.Of<IReturnOperation>().FirstOrDefault(result => result.ReturnedValue?.Mentions(collector) is true);
}
