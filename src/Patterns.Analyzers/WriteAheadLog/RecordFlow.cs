using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Follows a parameter to what is written: a record reaches storage, the name of a file only opens it.</summary>
/// <param name="codeOf">The storage code of a method of the type, or null.</param>
/// <param name="definitions">The methods of the type that a call may run.</param>
internal sealed class RecordFlow(Func<IMethodSymbol, LogCode?> codeOf, Func<IMethodSymbol, IEnumerable<IMethodSymbol>> definitions)
{
    private readonly HashSet<ISymbol> visited = new(SymbolEqualityComparer.Default);

    /// <summary>True when what a parameter carries is written to storage, in its method or in one of the type that is handed it.</summary>
    public bool IsWritten(IParameterSymbol parameter)
    {
        if (!visited.Add(parameter) || parameter.ContainingSymbol is not IMethodSymbol method || codeOf(method) is not { Replaces: false } code) return false;
        var carriers = CarriersOf(parameter, code.Body);
        bool Carries(IOperation operation) => operation.Contains(inner => inner.Referenced() is { } symbol && carriers.Contains(symbol));

        foreach (var (site, source) in code.Writes)
            if (source.IsStorage && Call.From(site) is { } write && Payload(write, code).Any(Carries)) return true;
        foreach (var invocation in code.Body.Of<IInvocationOperation>())
        {
            foreach (var argument in invocation.Arguments)
            {
                if (argument.Parameter is not { } passed || !Carries(argument.Value)) continue;
                foreach (var definition in definitions(invocation.TargetMethod))
                    if (IsDeed(passed) ? codeOf(definition) is { WritesStorage: true, Replaces: false }
                        : passed.Ordinal < definition.Parameters.Length && IsWritten(definition.Parameters[passed.Ordinal])) return true;
            }
        }
        return false;
    }

    /// <summary>What is handed to a method to be run by it: where the method writes, it puts the record's parts in place.</summary>
    private static bool IsDeed(IParameterSymbol passed) => passed.Type.TypeKind == TypeKind.Delegate;

    /// <summary>What a write takes apart from the stream and the path.</summary>
    private static IEnumerable<IOperation> Payload(Call write, LogCode code)
    {
        var known = code.Body.Type.Project.Known;
        var skipped = write.Owner?.Name == "File" ? 1 : 0;
        foreach (var argument in write.Arguments.Skip(skipped))
            if (!StreamSource.IsStream(argument.Type, known)) yield return argument;
        if (write.Receiver is { } receiver && !StreamSource.IsStream(receiver.Type, known)) yield return receiver;
    }

    /// <summary>The parameter, and the locals that are made of it; a stream made of a path carries nothing.</summary>
    public static HashSet<ISymbol> CarriersOf(IParameterSymbol parameter, Body body)
    {
        var known = body.Type.Project.Known;
        var carriers = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { parameter };
        bool Mentions(IOperation? value) => value is not null && value.Contains(inner => inner.Referenced() is { } symbol && carriers.Contains(symbol));

        for (var before = 0; before != carriers.Count;)
        {
            before = carriers.Count;
            foreach (var operation in body.Operations)
            {
                switch (operation)
                {
                    case IVariableDeclaratorOperation { Symbol: var local } declarator
                        when !StreamSource.IsStream(local.Type, known) && Mentions(declarator.GetVariableInitializer()?.Value):
                        carriers.Add(local);
                        break;
                    case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value }
                        when !StreamSource.IsStream(local.Type, known) && Mentions(value):
                        carriers.Add(local);
                        break;
                    case IForEachLoopOperation loop when Mentions(loop.Collection):
                        carriers.UnionWith(loop.Locals);
                        break;
                    case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared }, Value: var value } when Mentions(value):
                        carriers.Add(declared);
                        break;
                    case IInvocationOperation { Instance: ILocalReferenceOperation { Local: var local } } invocation
                        when !StreamSource.IsStream(local.Type, known) && invocation.Arguments.Any(argument => Mentions(argument.Value)):
                        carriers.Add(local);
                        break;
                    case IInvocationOperation invocation when Mentions(invocation.Instance) || invocation.Arguments.Any(argument => Mentions(argument.Value)):
                        carriers.UnionWith(invocation.Arguments.Select(argument => BufferIn(argument.Value)).OfType<ISymbol>());
                        break;
                }
            }
        }
        return carriers;
    }

    /// <summary>The local or field of bytes that a call is handed, to be filled with what else it is handed.</summary>
    private static ISymbol? BufferIn(IOperation argument)
    {
        if (argument.Type.ElementType()?.SpecialType != SpecialType.System_Byte) return null;
        var buffer = argument.Plain();
        while (buffer is IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" } part && Call.From(part)?.Receiver is { } whole)
            buffer = whole;
        return buffer is ILocalReferenceOperation or IFieldReferenceOperation ? buffer.Referenced() : null;
    }
}
