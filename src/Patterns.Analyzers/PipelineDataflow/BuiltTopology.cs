using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A graph of operators that a type puts together with the stream builder of Streamiz, or with the operators of Akka between a source and a
/// sink.</summary>
internal static class BuiltTopology
{
    private const string Space = "Streamiz.Kafka.Net";
    private const string Builder = "StreamBuilder";
    private const string AkkaSpace = "Akka.Streams.Dsl";
    private const string AkkaSource = "Source";
    private const int Few = 2;
    private static readonly Words Gate = new(Builder, AkkaSource);
    private static readonly Words Sources = new("Stream", "Table", "GlobalTable");
    private static readonly Words Joins = new("To", "ToMaterialized", "Via", "ViaMaterialized", "MapMaterializedValue", "Run", "RunWith");
    private static readonly Words Runs = new("Run", "RunWith", "RunForeach", "RunAggregate", "RunAggregateAsync", "RunSum");

    /// <summary>Words and symbols only.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Gate) && (MayUseBuilder(type) || MayUseAkka(type));

    /// <summary>Where the first line begins or is run, in words.</summary>
    public static (IOperation Start, string Phrase)? In(TypeFacts type)
    {
        if (!type.Words.HasAny(Gate)) return null;
        return MayUseBuilder(type) && BuilderIn(type) is { } first ? (first.Operation, $"'{first.Name}' of a '{Builder}' begins a line of operators")
            : MayUseAkka(type) && LineIn(type) is { } line ? (line.Operation, $"'{line.Name}' sets a line of operators going that begins with a '{AkkaSource}'")
            : null;
    }

    private static bool MayUseBuilder(TypeFacts type) =>
        type.Symbol.Name != Builder && (type.Project.Known[Space + "." + Builder] is not null || type.SeesNamespace(Space));

    private static bool MayUseAkka(TypeFacts type) => type.SeesNamespace(AkkaSpace) && type.Words.HasAny(Runs);

    private static Call? BuilderIn(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Sources)) continue;
            foreach (var call in body.Calls)
                if (Sources.Contains(call.Name) && IsBuilder(call.Receiver?.Type)) return call;
        }
        return null;
    }

    private static bool IsBuilder(ITypeSymbol? type) => type is { TypeKind: TypeKind.Error, Name: Builder } || type.Named(Space + "." + Builder);

    /// <summary><c>Source.Queue(..).Batch(..).SelectAsync(..).To(sink).Run(..)</c>: a line that is run, with operators between its ends.</summary>
    private static Call? LineIn(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(AkkaSource) || !body.Words.HasAny(Runs)) continue;
            foreach (var call in body.Calls)
                if (Runs.Contains(call.Name) && Operators(call.Syntax) is { } names && names.Count(name => !Joins.Contains(name)) > Few) return call;
        }
        return null;
    }

    /// <summary>The names of the calls from the source to this one; null for a line that begins elsewhere.</summary>
    private static List<string>? Operators(SyntaxNode call)
    {
        var names = new List<string>();
        var part = call;
        while (part is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var before } })
        {
            names.Add(name.Identifier.ValueText);
            part = before;
        }
        return part is IdentifierNameSyntax { Identifier.ValueText: AkkaSource } ? names : null;
    }
}
