using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A graph of operators that a type puts together with the stream builder of Streamiz.</summary>
internal static class BuiltTopology
{
    private const string Space = "Streamiz.Kafka.Net";
    private const string Builder = "StreamBuilder";
    private static readonly Words Gate = new(Builder);
    private static readonly Words Sources = new("Stream", "Table", "GlobalTable");

    /// <summary>Words and symbols only.</summary>
    public static bool MayStandIn(TypeFacts type) =>
        type.Words.HasAny(Gate) && type.Symbol.Name != Builder && (type.Project.Known[Space + "." + Builder] is not null || type.SeesNamespace(Space));

    /// <summary>The call by which the first line begins.</summary>
    public static Call? In(TypeFacts type)
    {
        if (!MayStandIn(type)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Sources)) continue;
            foreach (var call in body.Calls)
                if (Sources.Contains(call.Name) && IsBuilder(call.Receiver?.Type)) return call;
        }
        return null;
    }

    private static bool IsBuilder(ITypeSymbol? type) => type is { TypeKind: TypeKind.Error, Name: Builder } || type.Named(Space + "." + Builder);
}
