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
/// <param name="Parts">What the three objects are.</param>
internal sealed record StreamGraph(Body Body, Call First, Call Second, ISymbol Between, ImmutableArray<ITypeSymbol> Parts)
{
    /// <summary>A member of the project that gives a stream is named in a method. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => NamesIn(type.Project).Any(type.Words.Has);

    /// <summary>The graphs of a project.</summary>
    public static ImmutableArray<StreamGraph> AllIn(ProjectFacts project) => project.GetOrAdd((nameof(StreamGraph), nameof(AllIn)), () =>
        project.Declared.Where(MayStandIn).Select(In).OfType<StreamGraph>().ToImmutableArray());

    public static StreamGraph? In(TypeFacts type)
    {
        var names = NamesIn(type.Project);
        foreach (var body in type.Bodies)
            if (names.Any(body.Words.Has) && In(body) is { } graph) return graph;
        return null;
    }

    private static ImmutableArray<string> NamesIn(ProjectFacts project) => project.GetOrAdd(nameof(StreamGraph), () => project.Types
        .SelectMany(type => type.GetMembers()).Where(IsStreamMember).Select(member => member.Name).Distinct().ToImmutableArray());

    /// <summary>A method or property that gives a stream of items.</summary>
    public static bool IsStreamMember(ISymbol member) => member switch
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
        foreach (var first in links)
            foreach (var second in links)
                if (Derivation.Same(second.Giver.Referenced(), first.Taker.Referenced())
                    && !Derivation.Same(second.Taker.Referenced(), first.Giver.Referenced()))
                    return new(body, first.Call, second.Call, first.Taker.Referenced()!,
                        ImmutableArray.Create(first.Giver.Type!, first.Taker.Type!, second.Taker.Type!));
        return null;
    }

    /// <summary>An object is given what another one's member gives, at once or by way of a variable.</summary>
    private static IEnumerable<(IOperation Giver, IOperation Taker, Call Call)> LinksIn(Body body)
    {
        foreach (var call in body.Calls)
        {
            if (call.Receiver is not { } taker || !IsPart(taker)) continue;
            foreach (var argument in call.Arguments)
                if (argument.Type is { } type && IsStream(type) && GiverOf(argument, body) is { } giver
                    && !Derivation.Same(giver.Referenced(), taker.Referenced()))
                    yield return (giver, taker, call);
        }
    }

    private static IOperation? GiverOf(IOperation stream, Body body)
    {
        var holder = body.DeclaredOrSelf(stream) switch
        {
            IPropertyReferenceOperation { Instance: { } instance } => instance,
            IInvocationOperation { Instance: { } instance } => instance,
            _ => null,
        };
        return IsPart(holder) ? holder : null;
    }

    /// <summary>An object of the project, or of a contract of its own.</summary>
    private static bool IsPart(IOperation? holder) => holder?.Plain() is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
        && holder.Type is { TypeKind: TypeKind.Class or TypeKind.Interface } type && !Stages.IsSystem(type) && !Stages.IsSequence(type);
}
