using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A member that reads the record at a place, asked again and again for the one at the place which the last record names.</summary>
internal static class ChainedRecord
{
    /// <summary>The record that such a member gives out, and nothing at the end; null where the member is none.</summary>
    public static ITypeSymbol? Of(LogCode code)
    {
        if (code is not { Writes.Count: 0, Seeks.Count: > 0, Body: { IsOpen: true, IsConstructor: false, Method: var method } body }
            || method.Parameters is not [{ Type.SpecialType: SpecialType.System_Int64 } place, ..]
            || !code.Reads.Any(read => read.Source.Origin == StreamOrigin.Held) || !code.Seeks.Any(seek => seek.Mentions(place))) return null;
        var project = body.Type.Project;
        var record = method.ReturnType.Awaited();
        return project.Of(record) is { } own && own != body.Type && body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue?.IsNull() == true)
            && project.Declared.Any(type => type.Words.Has(method.Name) && type.Bodies.Any(walker => walker.Words.Has(method.Name) && Walks(walker, method)))
            ? record : null;
    }

    private static bool Walks(Body body, IMethodSymbol method) => body.Of<ILoopOperation>().Any(loop => loop.Contains(inner =>
        Call.From(inner) is { Target: { } target, Arguments: [var place, ..] } && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, method)
        && place.Plain() is IMemberReferenceOperation { Instance: ILocalReferenceOperation { Type: var last } }
        && SymbolEqualityComparer.Default.Equals(last, method.ReturnType.Awaited())));
}
