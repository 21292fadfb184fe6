using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0202: the only link of a block that nobody else can link lets some items pass: the first one that does not pass blocks all behind it.</summary>
internal static class FilteredLinksHaveRest
{
    public static void Check(PipelineModel model, ConventionContext context)
    {
        foreach (var link in BlockLink.In(model.Type))
        {
            // Two filters may cover all items together; whether they do is not to be seen.
            if (!link.IsFiltered || HasOtherLinks(link, model.Type)) continue;
            if (link.Call.Receiver!.Type is not { } source || Blocks.IsBroadcast(source) || AlwaysPasses(link) || !IsKept(link, model.Type)) continue;
            context.Report(PipelineRules.FilteredLinksHaveRest, link.Call.Syntax.GetLocation(), link.Source.Name);
        }
    }

    private static bool HasOtherLinks(BlockLink link, TypeFacts type) => type.AllBodies.Any(body => body.Words.Has(link.Source.Name)
        && body.Calls.Any(call => call.Name == link.Call.Name && call.Operation != link.Call.Operation && Derivation.Same(call.ReceiverSymbol, link.Source)));

    private static bool AlwaysPasses(BlockLink link) => link.Call.Arguments.Any(argument =>
        argument is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } only } }
        && only[0] is IReturnOperation { ReturnedValue: { } answer } && answer.IsConstant(true));

    /// <summary>The block is made here, and every use of it is one that neither hands it out nor takes items from it.</summary>
    private static bool IsKept(BlockLink link, TypeFacts type)
    {
        if (link.Source is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private })) return false;
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has(link.Source.Name)) continue;
            foreach (var operation in body.Operations)
                if (operation is ILocalReferenceOperation or IFieldReferenceOperation && Derivation.Same(operation.Referenced(), link.Source)
                    && !IsHarmless(operation)) return false;
        }
        return Derivation.Of(link.Body).SourcesOf(link.Source).Any(source => source.Plain() is IObjectCreationOperation)
            || link.Source is IFieldSymbol { IsReadOnly: true };
    }

    private static bool IsHarmless(IOperation reference)
    {
        var used = reference;
        while (used.Parent is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == used,
            IPropertyReferenceOperation { Property.Name: "Completion" or "InputCount" or "OutputCount" or "Count" } => true,
            IInvocationOperation { TargetMethod.Name: "LinkTo" or "Post" or "SendAsync" or "Complete" or "Fault" or "TriggerBatch" } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "LinkTo" or "Post" or "SendAsync" } } => true,
            _ => false,
        };
    }
}
