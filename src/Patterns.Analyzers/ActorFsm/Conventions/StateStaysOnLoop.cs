using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1102: code that runs beside the handlers changes what they work on.</summary>
internal static class StateStaysOnLoop
{
    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        if (model.Mark is { Kind: MarkKind.Machine } or null && model.Mailbox is null) return;
        foreach (var body in model.Type.Bodies)
            foreach (var code in Detached.In(body, model))
            {
                if (model.Mailbox is { } mailbox && code.Reached.Any(reached => mailbox.Handlers.Contains(reached))) continue;
                if (Change(code, body, model) is not var (site, member)) continue;
                context.Report(ActorFsmRules.StateStaysOnLoop, site.Syntax.GetLocation(), body.DisplayName, member.Name);
            }
    }

    /// <summary>The first change of a member that a handler uses as well: in the code itself, or in what it calls, where the call is then the place.</summary>
    private static (IOperation Site, ISymbol Member)? Change(Detached code, Body body, ActorFsmModel model)
    {
        foreach (var operation in code.Lambda?.SelfAndDescendants() ?? Enumerable.Empty<IOperation>())
            if (Shared(operation, code, body, model) is { } member) return (operation, member);
        foreach (var reached in code.Reached)
            foreach (var operation in reached.Operations)
                if (Shared(operation, code, body, model) is { } member)
                    return (body.Callees
                        .FirstOrDefault(callee => callee.Body == reached && code.Lambda?.Syntax.Span.Contains(callee.Call.Syntax.Span) == true).Call.Operation
                        ?? code.Site, member);
        return null;
    }

    private static ISymbol? Shared(IOperation operation, Detached code, Body body, ActorFsmModel model)
    {
        if (OwnState.ChangedBy(operation, model.Type) is not { } member || IsAtomic(member) || operation.Enclosing<ILockOperation>() is not null) return null;
        return HandlerCode.Of(model).Any(handler => !code.Reached.Contains(handler) && handler.Words.Has(member.Name) && handler.Operations.Any(other =>
            (handler != body || code.Lambda?.Syntax.Span.Contains(other.Syntax.Span) != true)
            && SymbolEqualityComparer.Default.Equals(other.Referenced(), member))) ? member : null;
    }

    /// <summary>What is made for several threads at once.</summary>
    private static bool IsAtomic(ISymbol member) => member is IFieldSymbol { IsVolatile: true }
        || (member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type) is { ContainingNamespace.Name: "Concurrent" or "Channels" };
}
