using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A method that joins objects by their streams: the stream that one gives goes to a second one, and what that gives to a third.</summary>
/// <param name="Body">The method.</param>
/// <param name="First">Where the first stream is handed over.</param>
/// <param name="Second">Where the second one is.</param>
/// <param name="Between">What stands between the two.</param>
internal sealed record StreamGraph(Body Body, Call First, Call Second, ISymbol Between)
{
    /// <summary>A member of the project that gives a stream is named in a method. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => NamesIn(type.Project).Any(type.Words.Has);

    public static StreamGraph? In(TypeFacts type)
    {
        var names = NamesIn(type.Project);
        foreach (var body in type.Bodies)
            if (names.Any(body.Words.Has) && In(body) is { } graph) return graph;
        return null;
    }

    private static ImmutableArray<string> NamesIn(ProjectFacts project) => project.GetOrAdd(nameof(StreamGraph), () => project.Types
        .SelectMany(type => type.GetMembers()).Where(IsStreamMember).Select(member => member.Name).Distinct().ToImmutableArray());

    private static bool IsStreamMember(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method => IsStream(method.ReturnType),
        IPropertySymbol { IsStatic: false, IsIndexer: false } property => IsStream(property.Type),
        _ => false,
    };

    private static bool IsStream(ITypeSymbol type) => type is INamedTypeSymbol { Name: "ChannelReader" or "IAsyncEnumerable", TypeArguments: [var item] }
        && Stages.IsItem(item) && Stages.IsSystem(type);

    private static StreamGraph? In(Body body)
    {
        var links = LinksIn(body).ToList();
        foreach (var (_, middle, first) in links)
            foreach (var (giver, taker, second) in links)
                if (Derivation.Same(giver, middle) && !Derivation.Same(taker, middle)
                    && links.Any(link => link.Call.Operation == first.Operation && !Derivation.Same(link.Giver, taker)))
                    return new(body, first, second, middle);
        return null;
    }

    /// <summary>An object is given what another one's member gives, at once or by way of a variable.</summary>
    private static IEnumerable<(ISymbol Giver, ISymbol Taker, Call Call)> LinksIn(Body body)
    {
        foreach (var call in body.Calls)
        {
            if (call.ReceiverSymbol is not { } taker || !IsPart(call.Receiver)) continue;
            foreach (var argument in call.Arguments)
                if (argument.Type is { } type && IsStream(type) && GiverOf(argument, body) is { } giver && !Derivation.Same(giver, taker))
                    yield return (giver, taker, call);
        }
    }

    private static ISymbol? GiverOf(IOperation stream, Body body)
    {
        var source = stream.Referenced() is ILocalSymbol local ? body.DeclaredValue(local)?.Plain() : stream.Plain();
        var holder = source switch
        {
            IPropertyReferenceOperation { Instance: { } instance } => instance,
            IInvocationOperation { Instance: { } instance } => instance,
            _ => null,
        };
        return IsPart(holder) ? holder!.Referenced() : null;
    }

    /// <summary>An object of the project, or of a contract of its own.</summary>
    private static bool IsPart(IOperation? holder) => holder?.Plain() is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
        && holder.Type is { TypeKind: TypeKind.Class or TypeKind.Interface } type && !Stages.IsSystem(type) && !Stages.IsSequence(type);
}
