using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0408: an append with two parameters of one record type gets the same object for both.</summary>
internal static class UndoImagesDiffer
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Store is not { } store) return;
        foreach (var body in store.Appending)
        {
            foreach (var call in body.Calls)
            {
                if (!store.IsAppend(call) || call.Operation is not IInvocationOperation invocation || Twice(invocation) is not var (first, second)) continue;
                context.Report(
                    WriteAheadLogRules.UndoImagesDiffer, call.Syntax.GetLocation(),
                    body.Name, first.Value.Plain().Referenced()!.Name, call.Name, first.Parameter!.Name, second.Parameter!.Name);
            }
        }
    }

    private static (IArgumentOperation First, IArgumentOperation Second)? Twice(IInvocationOperation invocation)
    {
        foreach (var first in invocation.Arguments)
        {
            if (first.Parameter is not { } before || !IsImage(before.Type) || first.Value.Plain().Referenced() is not (IParameterSymbol or ILocalSymbol)
                || first.Value.Plain().Referenced() is not { } image) continue;
            foreach (var second in invocation.Arguments)
            {
                if (second.Parameter is { } after && after.Ordinal > before.Ordinal && SymbolEqualityComparer.Default.Equals(before.Type, after.Type)
                    && SymbolEqualityComparer.Default.Equals(second.Value.Plain().Referenced(), image)) return (first, second);
            }
        }
        return null;
    }

    /// <summary>Something with contents: not a number, a name or an identifier, which two parameters may share.</summary>
    private static bool IsImage(ITypeSymbol type) =>
        type is IArrayTypeSymbol or INamedTypeSymbol { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Delegate };
}
