using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1103: producers outside the type can fill an inbox without end.</summary>
internal static class InboxHasLimit
{
    /// <summary>Signs that a producer is held back.</summary>
    private static readonly Words Policies = new("Count", "Length", "Increment", "SemaphoreSlim", "WaitAsync", "Limit", "Capacity");

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        if (model.Mailbox is not { } mailbox || !IsOpen(model.Type.Symbol) || !mailbox.Post.IsOpen || mailbox.Post.Words.HasAny(Policies)) return;
        if (Creation(mailbox.Inbox, mailbox.Consumer.Type) is { } creation && IsUnbounded(creation))
            context.Report(ActorFsmRules.InboxHasLimit, creation.Syntax.GetLocation(), mailbox.Inbox.Name, mailbox.Post.DisplayName);
    }

    private static bool IsOpen(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsOpen(type.ContainingType));

    /// <summary>Where the inbox is made: its initialiser, or an assignment in a constructor.</summary>
    private static IOperation? Creation(Slot inbox, TypeFacts type)
    {
        foreach (var reference in inbox.Symbol.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && type.Project.Owns(reference.SyntaxTree))
                return type.Project.Model(reference.SyntaxTree).GetOperation(value)?.Plain();
        return type.Bodies.Where(body => body.IsConstructor && body.Words.Has(inbox.Name))
            .SelectMany(body => body.Of<ISimpleAssignmentOperation>())
            .FirstOrDefault(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), inbox.Symbol))?.Value.Plain();
    }

    private static bool IsUnbounded(IOperation creation) => creation switch
    {
        IInvocationOperation { TargetMethod: { Name: "CreateUnbounded", ContainingType.Name: "Channel" } } => true,
        IObjectCreationOperation { Type: { Name: "ConcurrentQueue" } } => true,
        IObjectCreationOperation { Type: { Name: "BlockingCollection" }, Arguments.Length: 0 } => true,
        _ => false,
    };
}
