using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Where a content is left behind under its digest.</summary>
/// <param name="Site">The operation in the body that was asked about.</param>
/// <param name="Operation">The operation that writes: the same, or one in a body that the site calls.</param>
/// <param name="Flow">The flow of the body that writes.</param>
/// <param name="Key">What the content is written under.</param>
/// <param name="Value">What is written.</param>
/// <param name="Medium">The field or property that is written to; null for the file system and for what the project cannot see.</param>
internal sealed record StoreWrite(IOperation Site, IOperation Operation, ContentFlow Flow, IOperation Key, IOperation Value, ISymbol? Medium)
{
    private const int Depth = 3;

    /// <summary>The writes of a body, those of its callees in the project included.</summary>
    public static IEnumerable<StoreWrite> In(ContentFlow flow, int depth = Depth)
    {
        var around = flow.AroundDigests();
        foreach (var operation in flow.Body.Operations)
        {
            if (!around.Contains(operation)) continue;
            if (operation is ISimpleAssignmentOperation assignment && OfAssignment(assignment, flow) is { } assigned) yield return assigned;
            if (Call.From(operation) is not { } call) continue;
            foreach (var write in OfCall(call, flow, depth)) yield return write;
        }
    }

    /// <summary>The field or property that an expression finally reads: <c>Blobs</c> for <c>this.cache.Blobs</c>.</summary>
    public static ISymbol? MediumOf(IOperation? receiver) => receiver?.Plain() switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter,
        _ => null,
    };

    private static StoreWrite? OfAssignment(ISimpleAssignmentOperation assignment, ContentFlow flow)
    {
        var (instance, keys) = assignment.Target switch
        {
            IPropertyReferenceOperation { Arguments: { IsEmpty: false } arguments } indexer => (indexer.Instance, arguments.Select(argument => argument.Value)),
            _ => (null, Enumerable.Empty<IOperation>()),
        };
        if (instance is null || IsScratch(instance) || keys.FirstOrDefault(flow.CarriesDigest) is not { } key || !flow.CarriesContent(assignment.Value))
            return null;
        return new(assignment, assignment, flow, key, assignment.Value, MediumOf(instance));
    }

    private static IEnumerable<StoreWrite> OfCall(Call call, ContentFlow flow, int depth)
    {
        var operands = ContentFlow.Operands(call).ToList();
        var keys = operands.Where(flow.CarriesDigest).ToList();
        if (keys.Count == 0 || IsForATime(call) || IsBuiltUp(call) || NameIn(call) is { } name && !flow.CarriesDigest(name)) yield break;
        if (call.Target is { } target && flow.Body.Type.Project.BodiesOf(target) is { IsEmpty: false } bodies)
        {
            if (depth <= 0) yield break;
            foreach (var body in bodies)
                foreach (var write in Inside(call, flow, body, depth)) yield return write;
            yield break;
        }
        var values = operands.Where(operand => (operand != call.Receiver || ContentVerbs.Pours(call.Name)) && flow.CarriesContent(operand)).ToList();
        if (values.Count == 0 || !LeavesBehind(call) && !keys.Any(key => key.Type.IsStream())
            || call.Receiver is { } receiver && !values.Contains(receiver) && IsScratch(receiver)) yield break;
        if (Pair(call, keys, values) is not var (key, value)) yield break;
        yield return new(call.Operation, call.Operation, flow, key, value, MediumOf(call.Receiver));
    }

    private static IEnumerable<StoreWrite> Inside(Call call, ContentFlow flow, Body body, int depth)
    {
        if (body == flow.Body || call.Operation is not IInvocationOperation invocation) yield break;
        var digests = new List<ISymbol>();
        var contents = new List<ISymbol>();
        var rows = new List<(ISymbol, ImmutableHashSet<string>)>();
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { } given || given.Ordinal >= body.Method.Parameters.Length) continue;
            var parameter = body.Method.Parameters[given.Ordinal];
            if (flow.CarriesDigest(argument.Value)) digests.Add(parameter);
            if (flow.MembersOf(argument.Value) is { } members) rows.Add((parameter, members));
            if (flow.CarriesContent(argument.Value)) contents.Add(parameter);
        }
        if (digests.Count == 0 || contents.Count == 0) yield break;
        foreach (var write in In(ContentFlow.OfParameters(body, digests, contents, rows), depth - 1)) yield return write with { Site = call.Operation };
    }

    /// <summary>Key and content as two operands, or one row that holds both and is all that is given.</summary>
    private static (IOperation Key, IOperation Value)? Pair(Call call, List<IOperation> keys, List<IOperation> values)
    {
        foreach (var key in keys)
            foreach (var value in values)
                if (key != value) return (key, value);
        return keys.Count == 1 && call.Arguments.Count(argument => argument.Type.MayBeContent()) == 1 ? (keys[0], values[0]) : null;
    }

    /// <summary>What is told how long it is to be kept is a cache.</summary>
    private static bool IsForATime(Call call) =>
        call.Arguments.Any(argument =>
            argument.Type is { Name: "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>A variable that takes what is made of itself and something else is a value that grows, and no store: <c>sum = sum.Add(more)</c>.</summary>
    private static bool IsBuiltUp(Call call) =>
        call.Receiver is { } receiver && ContentStep.Root(receiver) is ILocalSymbol grown
        && SymbolEqualityComparer.Default.Equals(call.Operation.GivenTo(), grown);

    /// <summary>By what is found again what a call writes: the name of a file, the first of a pair, the stream that somebody opened; null where the call does
    /// not say.</summary>
    private static IOperation? NameIn(Call call)
    {
        if (ContentStep.IsFile(call.Owner))
            return call.Arguments.ElementAtOrDefault(call.Name is "Move" or "Copy" or "Replace" ? 1 : 0);
        if (call.Receiver is not { Type: { } type } receiver) return null;
        if (IsMap(type)) return call.Arguments.Length > 1 ? call.Arguments[0] : null;
        return type.IsStream() && ContentVerbs.Takes(call.Name) ? receiver : null;
    }

    private static bool IsMap(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: 2 } table
        && table.GetMembers().OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Length > 0 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, table.TypeArguments[0]));

    private static bool LeavesBehind(Call call)
    {
        if (!ContentVerbs.LeavesBehind(call.Name)) return false;
        if (call.Owner is not { } owner) return true;
        var space = owner.ContainingNamespace?.ToDisplayString() ?? "";
        if (space is "System" or "System.Text" or "System.Linq" or "System.Text.Json" || space.StartsWith("System.Security", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal)) return false;
        return !space.StartsWith("System.Collections", StringComparison.Ordinal) || owner.Name.Contains("Dictionary") || owner.Name.Contains("SortedList");
    }

    /// <summary>True for what the body made itself and keeps in memory: a list, a buffer, a local table.</summary>
    public static bool IsScratch(IOperation receiver)
    {
        if (receiver.Plain() is not ILocalReferenceOperation { Local: var local }) return false;
        return local.Type is { Name: "MemoryStream" or "StringBuilder" or "StringWriter" }
            || local.Type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Concurrent";
    }
}
