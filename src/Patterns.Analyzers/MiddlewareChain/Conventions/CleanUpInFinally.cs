using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>
/// PAT0805: what was acquired or started before the continuation is released or stopped behind it, or what was replaced is put back, but not when it throws.
/// </summary>
internal static class CleanUpInFinally
{
    private static readonly Words CleanUps = new("Dispose", "DisposeAsync", "Release", "ReleaseAsync", "Stop", "StopAsync", "Close", "CloseAsync", "Teardown",
        "TeardownAsync", "Exit", "ExitReadLock", "ExitWriteLock");

    public static void Check(Link link, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var pass in link.Passes)
        {
            if (pass.Site != pass.Call || pass.Call.Operation.Enclosing<ITryOperation>() is { Catches.Length: > 0 }) continue;
            foreach (var (statement, block) in Around(pass.Call.Operation))
            {
                var position = block.Operations.IndexOf(statement);
                var before = block.Operations.Take(position).ToList();
                var late = block.Operations.Skip(position + 1).Select(later => Release(later, before) ?? PutBack(later, before, link.Body))
                    .OfType<CleanUp>().ToList();
                // The fix moves all of them: it finds the call first, then each clean-up.
                var related = late.Select(cleanUp => cleanUp.Site.GetLocation()).Prepend(pass.Call.Syntax.GetLocation()).ToImmutableArray();
                foreach (var cleanUp in late.Where(cleanUp => reported.Add(cleanUp.Site)))
                    context.Report(MiddlewareChainRules.CleanUpInFinally, cleanUp.Site.GetLocation(), related, null, link.Body.Name, cleanUp.Phrase,
                        link.Continuation.Name);
            }
        }
    }

    /// <summary>Each statement that the call stands in, with its block, as far as the function reaches.</summary>
    private static IEnumerable<(IOperation Statement, IBlockOperation Block)> Around(IOperation call)
    {
        for (var operation = call; operation is { Parent: { } parent } and not (IAnonymousFunctionOperation or ILocalFunctionOperation); operation = parent)
            if (parent is IBlockOperation block) yield return (operation, block);
    }

    private sealed record CleanUp(SyntaxNode Site, string Phrase);

    private static CleanUp? Release(IOperation later, List<IOperation> before) =>
        CallOf(later) is { ReceiverSymbol: { } resource } call && CleanUps.Contains(call.Name) && before.Any(earlier => Acquires(earlier, resource))
            ? new(call.Syntax, $"{resource.Name}.{call.Name}") : null;

    /// <summary>A member of what the link was given gets back the value that was kept in a local while another one stood in its place.</summary>
    private static CleanUp? PutBack(IOperation later, List<IOperation> before, Body body) =>
        AssignmentOf(later) is { Target: IMemberReferenceOperation { Instance: { } holder } place, Value: var value } back
        && value.Plain() is ILocalReferenceOperation { Local: var kept } && body.DeclaredValue(kept)?.Plain() is IMemberReferenceOperation was
        && AreSame(was, place) && IsGiven(holder, body) && before.Any(earlier => AssignmentOf(earlier) is { Target: IMemberReferenceOperation replaced }
            && AreSame(replaced, place))
            ? new(back.Syntax, $"{place.Member.Name} = {kept.Name}") : null;

    private static ISimpleAssignmentOperation? AssignmentOf(IOperation statement) =>
        (statement as IExpressionStatementOperation)?.Operation as ISimpleAssignmentOperation;

    private static bool AreSame(IMemberReferenceOperation one, IMemberReferenceOperation other) =>
        SymbolEqualityComparer.Default.Equals(one.Member, other.Member) && SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax);

    /// <summary>A parameter, or a local that was made of one.</summary>
    private static bool IsGiven(IOperation holder, Body body)
    {
        while (holder.Plain() is IMemberReferenceOperation { Instance: { } outer }) holder = outer;
        return holder.Plain() switch
        {
            IParameterReferenceOperation => true,
            ILocalReferenceOperation { Local: var view } => body.DeclaredValue(view)?.Contains(operation => operation is IParameterReferenceOperation) == true,
            _ => false,
        };
    }

    private static Call? CallOf(IOperation statement) =>
        statement is IExpressionStatementOperation { Operation: var expression } ? Call.From(expression.Plain()) : null;

    /// <summary>The statement makes the local, or starts or enters the field.</summary>
    private static bool Acquires(IOperation statement, ISymbol resource) => statement.Contains(operation => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator =>
            SymbolEqualityComparer.Default.Equals(local, resource)
            && declarator.GetVariableInitializer()?.Value.Plain() is IObjectCreationOperation or IInvocationOperation,
        IInvocationOperation invocation =>
            invocation.TargetMethod.Name is "Wait" or "WaitAsync" or "Start" or "Restart" or "Enter" or "EnterReadLock" or "EnterWriteLock"
            && SymbolEqualityComparer.Default.Equals(invocation.Instance?.Referenced(), resource),
        _ => false,
    });
}
