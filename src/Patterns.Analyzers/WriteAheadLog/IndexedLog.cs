using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A log kept in a key-value engine behind a contract: entries are put under a rising index, scanned from an index on, and cut up to one.</summary>
/// <param name="Append">The member that puts entries.</param>
/// <param name="Scan">The member that reads them back in order.</param>
/// <param name="Cut">The member that removes a range of them.</param>
internal sealed record IndexedLog(Body Append, Body Scan, Body Cut)
{
    public static IndexedLog? Of(TypeFacts type)
    {
        if (!type.Slots.Any(IsIndex) || !type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(IsScan)) return null;
        foreach (var engine in type.Slots.Where(slot => slot.Type is { TypeKind: TypeKind.Interface, AllInterfaces.Length: < 2 } contract
            && !contract.IsFramework()))
        {
            var users = type.Bodies.Where(body => body.IsOpen && !body.IsConstructor && body.Words.Has(engine.Name)).ToList();
            if (users.Count < 3) continue;
            var append = users.FirstOrDefault(body => Puts(body, engine) && Advances(body));
            var scan = users.FirstOrDefault(body => body != append && Scans(body, engine));
            var cut = users.FirstOrDefault(body => body != append && body != scan && Removes(body, engine));
            if (append is not null && scan is not null && cut is not null) return new(append, scan, cut);
        }
        return null;
    }

    private static bool IsIndex(Slot slot) => slot is { IsReadOnly: false, IsStatic: false } && IsNumber(slot.Type);

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    private static IEnumerable<Call> CallsOn(Body body, Slot engine) =>
        body.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, engine.Symbol));

    /// <summary>A key made of a record's number, and a value beside it.</summary>
    private static bool Puts(Body body, Slot engine) =>
        CallsOn(body, engine).Any(call => call.Arguments.Length >= 2 && HoldsNumber(call.Arguments[0]) && !HoldsNumber(call.Arguments[1]));

    private static bool HoldsNumber(IOperation argument) =>
        argument.Contains(inner => inner is IMemberReferenceOperation or IParameterReferenceOperation && IsNumber(inner.Type));

    private static bool Advances(Body body) =>
        body.Operations.Any(operation => operation.Assigned() is { } assigned && assigned.Target.IsOwnMember() && IsNumber(assigned.Target.Type));

    private static bool IsScan(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }
        && method.Parameters.Any(parameter => IsNumber(parameter.Type))
        && method.ReturnType.Awaited() is INamedTypeSymbol { TypeArguments.Length: 1 };

    private static bool Scans(Body body, Slot engine) =>
        IsScan(body.Method)
        && body.Of<IForEachLoopOperation>().Any(loop => CallsOn(body, engine).Any(call => loop.Collection.Syntax.Span.Contains(call.Syntax.Span)));

    private static bool Removes(Body body, Slot engine) =>
        body.Method.Parameters.Any(parameter => IsNumber(parameter.Type))
        && CallsOn(body, engine).Any(call => call.Arguments.Length > 0 && call.Arguments.All(HoldsNumberOrConstant));

    private static bool HoldsNumberOrConstant(IOperation argument) =>
        argument.ConstantValue.HasValue || HoldsNumber(argument)
        || argument is IInvocationOperation { Arguments: { Length: 1 } only } && only[0].Value.ConstantValue.HasValue;
}
