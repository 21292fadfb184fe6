using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Where an engine puts what its callers gave it into the table.</summary>
internal static class BufferWrites
{
    public static IEnumerable<(Body Body, IOperation Site)> In(Engine engine)
    {
        foreach (var body in engine.Type.Bodies)
        {
            if (body.IsConstructor || body.Method.Parameters.Length == 0 || !body.Words.Has(engine.Buffer.Name)) continue;
            foreach (var operation in body.Operations)
                if (Writes(operation, body, engine)) yield return (body, operation);
        }
    }

    private static bool Writes(IOperation operation, Body body, Engine engine)
    {
        if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map }, Value: var value })
            return Provenance.Of(body).LiesIn(map, engine.Buffer) && IsGiven(value, body);
        return Call.From(operation) is { Receiver: { } receiver } call
            && Provenance.Of(body).LiesIn(receiver, engine.Buffer)
            && (Collections.Adds(call) || call.Target is { } target && (target.ReturnsVoid || target.ReturnType.IsTask()))
            && call.Arguments.Any(argument => IsGiven(argument, body));
    }

    private static bool IsGiven(IOperation value, Body body) => Provenance.Of(body).Of(value).Any(symbol => symbol is IParameterSymbol);
}
