using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Which reference project does it most like this.</summary>
internal static class ActorFsmVariant
{
    /// <summary>A framework that delivers the messages is Flink's way; a machine inside makes it TiKV's.</summary>
    public static ReferenceProject OfMarked(bool hasStates) => hasStates ? ReferenceProjects.TiKV : ReferenceProjects.Flink;

    /// <summary>A mailbox that a base class keeps is a framework of the project's own.</summary>
    public static ReferenceProject Of(TypeFacts type, Mailbox mailbox, Machine? machine) =>
        machine is null && mailbox.Consumer.Type != type ? ReferenceProjects.Flink : ReferenceProjects.TiKV;

    /// <summary>A machine that messages drive is TiKV's; one that is merely called matches no row.</summary>
    public static ReferenceProject? Of(Machine machine) => machine.TakesMessages ? ReferenceProjects.TiKV : null;
}
