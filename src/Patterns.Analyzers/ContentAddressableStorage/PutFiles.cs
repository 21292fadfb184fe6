using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What a put does with the file system of the framework; other file systems are not judged.</summary>
internal sealed class PutFiles
{
    private static readonly string[] Whole = ["WriteAllBytes", "WriteAllBytesAsync", "WriteAllText", "WriteAllTextAsync"];
    private static readonly string[] Waits = ["Wait", "WaitAsync", "Enter", "EnterWriteLock", "EnterUpgradeableReadLock", "LockAsync", "WriterLockAsync",
        "AcquireAsync", "WaitOne"];

    private readonly Put put;
    private readonly ContentFlow[] flows;

    public PutFiles(Put put)
    {
        this.put = put;
        flows = put.Writes.Select(write => write.Flow).Append(put.Flow).Distinct().ToArray();
    }

    /// <summary>The moves to a final name.</summary>
    public IEnumerable<(Call Call, ContentFlow Flow)> Moves() =>
        Calls().Where(item => IsFile(item.Call, "Move") && item.Call.Arguments.Length > 1 && item.Flow.CarriesDigest(item.Call.Arguments[1]));

    /// <summary>The moves that a file makes itself, seen from the store: <c>file.MoveTo(path)</c>.</summary>
    public IEnumerable<IOperation> OwnMoves() => put.Writes
        .Where(write => Call.From(write.Operation) is { Name: "MoveTo", Owner: { Name: "FileInfo", ContainingNamespace: { Name: "IO",
            ContainingNamespace.Name: "System" } } })
        .Select(write => IsOwn(write.Flow) ? write.Operation : write.Site);

    /// <summary>The writes of the store itself that go straight to a name made of the digest.</summary>
    public IEnumerable<IOperation> DirectWrites()
    {
        foreach (var (call, flow) in Calls())
            if (IsOwn(flow) && (IsFile(call, Whole) || IsFile(call, "Create", "OpenWrite")) && call.Arguments.Length > 0
                && flow.CarriesDigest(call.Arguments[0])) yield return call.Operation;
        foreach (var flow in flows.Where(IsOwn))
            foreach (var creation in flow.Body.Of<IObjectCreationOperation>())
                if (creation.Type is { Name: "FileStream" } && creation.Arguments.Length > 1 && flow.CarriesDigest(creation.Arguments[0].Value)
                    && Writes(creation, flow.Body)) yield return creation;
    }

    /// <summary>True when somebody makes sure that the bytes are on the device.</summary>
    public bool IsDurable() => flows.Any(flow =>
        flow.Body.Calls.Any(call => call.Name is "FlushToDisk" or "Fsync" or "fsync" or "FlushFileBuffers"
            || call.Name == "Flush" && call.Arguments.Any(argument => argument.IsConstant(true)))
        || flow.Body.Of<IFieldReferenceOperation>().Any(field => field.Field is { Name: "WriteThrough", ContainingType.Name: "FileOptions" }));

    /// <summary>True when only one thread at a time can come to a move: a lock stands around it, or may be held by whoever calls the code it stands
    /// in.</summary>
    public bool IsLocked(IOperation move, ContentFlow flow) => move.Ancestors().Any(IsLock) || WaitsFreely(flow.Body)
        || flow != put.Flow && (put.Body.Of<ILockOperation>().Any() || put.Body.Calls.Any(IsWait));

    private static bool IsLock(IOperation outer) => outer switch
    {
        ILockOperation => true,
        IUsingOperation guarded => guarded.Resources.Contains(IsWait),
        ITryOperation { Finally: { } release } attempt => release.Contains(inner => inner is IInvocationOperation or IInvalidOperation)
            && attempt.Parent is { } around && around.ChildOperations.TakeWhile(step => step != attempt).Any(step => step.Contains(IsWait)),
        IBlockOperation block => block.Operations.OfType<IUsingDeclarationOperation>().Any(guard => guard.Contains(IsWait)),
        _ => false,
    };

    /// <summary>A wait that no <c>try</c> or <c>using</c> follows: it is not seen where it ends.</summary>
    private static bool WaitsFreely(Body body) => body.Calls.Any(call => IsWait(call)
        && !call.Operation.Ancestors().Any(outer => outer is IUsingOperation or IUsingDeclarationOperation)
        && !body.Of<ITryOperation>().Any(attempt => attempt.Finally is not null));

    private static bool IsWait(IOperation operation) => Call.From(operation) is { } call && IsWait(call);

    private static bool IsWait(Call call) => Array.IndexOf(Waits, call.Name) >= 0;

    /// <summary>True when a file that is there already is hashed before it is trusted.</summary>
    public bool ChecksWhatIsThere() =>
        flows.Any(flow =>
            flow.Body.Callees.Any(callee => HashSites.Of(flow.Body.Type.Project).MayHash(callee.Body) && ContentFlow.OfHashes(callee.Body) is { } inner
                && DigestComparison.In(inner).Any()));

    public static bool IsFile(Call call, params string[] names) => Array.IndexOf(names, call.Name) >= 0 && (call.Owner is { Name: "File",
        ContainingNamespace: { Name: "IO", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } || IsAbstraction(call));

    /// <summary>The same members behind an interface, so that tests can replace them: <c>fileSystem.File.Move</c>.</summary>
    private static bool IsAbstraction(Call call) => call.Target is null or { ContainingType: { Name: "IFile", ContainingNamespace.Name: "Abstractions" } }
        && call.Operation.Syntax
            is InvocationExpressionSyntax
                { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "File" } } };

    /// <summary>A class that others use to write files is not judged by what one of them does with it.</summary>
    private bool IsOwn(ContentFlow flow) => flow.Body.Type == put.Body.Type;

    private static bool Writes(IObjectCreationOperation stream, Body body) => stream.Arguments.Any(argument => IsForWriting(argument.Value)
        || argument.Value.Type is { Name: "FileStreamOptions" } && Options(argument.Value, body) is { } options
            && options.Parts().Any(part => IsForWriting(part.Value)));

    private static bool IsForWriting(IOperation mode) =>
        mode.Plain() is IFieldReferenceOperation { Field: { Name: "Create" or "CreateNew" or "OpenOrCreate" or "Truncate", ContainingType.Name: "FileMode" } };

    private static IObjectCreationOperation? Options(IOperation value, Body body) => body.DeclaredOrSelf(value) as IObjectCreationOperation;

    private IEnumerable<(Call Call, ContentFlow Flow)> Calls() => flows.SelectMany(flow => flow.Body.Calls.Select(call => (call, flow)));
}
