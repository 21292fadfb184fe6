using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// What one stage produced becomes the input of a different one: over links between blocks, through a queue, by a push into the node behind, by a loop
/// that carries the item from stage to stage, or by a method that calls them in a row.
/// </summary>
internal static class PipelineSignature
{
    /// <summary>Only words, symbols and slots.</summary>
    public static bool MayMatch(TypeFacts type) =>
        BlockGraph.MayBeIn(type)
        || ChannelStage.MayStandIn(type)
        || QueueSource.MayStandIn(type)
        || MergeNode.MayStandIn(type)
        || StageCall.MayStandIn(type)
        || NamedSequence.MayStandIn(type)
        || Layers.MayStandUnder(type)
        || OperatorNode.DownstreamsOf(type).Any()
        || SubscribedNode.MayStandIn(type)
        || ObserverNode.MayBe(type)
        || EventElement.Of(type) is not null
        || EventElement.NamedIn(type).Any()
        || QueueGraph.MayStandIn(type)
        || StreamGraph.MayStandIn(type)
        || StreamDriver.MayStandIn(type)
        || HandedLine.MayStandIn(type)
        || InheritedFold.MayStandIn(type)
        || PassSequence.MayStandIn(type)
        || DelegateFold.MayStandIn(type)
        || TaskGraph.MayStandIn(type)
        || BuiltTopology.MayStandIn(type)
        || PortStage.MayStandIn(type)
        || PipelineMarks.Of(type) is not null;

    public static PipelineModel? Recognise(TypeFacts type) =>
        OfBlocks(type) ?? OfQueue(type) ?? OfMerge(type) ?? OfSource(type) ?? OfNode(type) ?? OfPull(type) ?? OfSubscribed(type) ?? OfElement(type)
        ?? OfTaskGraph(type) ?? OfFold(type) ?? OfInheritedFold(type) ?? OfHandedLine(type) ?? OfFilterLayers(type)
        ?? OfPasses(type) ?? OfSequence(type) ?? OfPassSequence(type) ?? OfDelegates(type) ?? OfLayers(type) ?? OfQueues(type) ?? OfStreams(type)
        ?? OfStreamDriver(type) ?? OfLink(type)
        ?? OfTopology(type) ?? OfPorts(type) ?? OfMark(type);

    private static PipelineModel? OfBlocks(TypeFacts type)
    {
        if (BlockGraph.Of(type) is not { } graph) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        var isPort = graph.Links.IsEmpty && graph.Routes.IsEmpty && graph.Feeds.IsEmpty;
        if (graph.Input is { } input && (isPort || graph.Output is not null)) because.Add(Evidence.At(input, $"'{input.Name}' takes items in"));
        if (graph.Output is { } output && (isPort || graph.Input is not null)) because.Add(Evidence.At(output, $"'{output.Name}' gives items out"));
        foreach (var link in graph.Links.Take(3))
            because.Add(Evidence.At(link.Operation, $"'{link.Name}' joins {Name(link.Receiver)} to {Name(link.Arguments[0])}"));
        foreach (var route in graph.Routes.Take(2)) because.Add(Evidence.At(route.Operation, $"a block gives its items on to {Name(route.Receiver)}"));
        foreach (var feed in graph.Feeds.Take(1))
            because.Add(Evidence.At(feed.Operation, $"a loop puts items into {Name(feed.Receiver)}, which it was linked to"));
        var role = !graph.Links.IsEmpty ? PipelineRoles.Graph
            : !graph.Feeds.IsEmpty || isPort && graph.Input is null ? PipelineRoles.Source
            : isPort && graph.Output is null ? PipelineRoles.Sink : PipelineRoles.Stage;
        return new(type, role, Confidence.High, PipelineVariant.Of(graph), because.ToImmutable());
    }

    private static PipelineModel? OfQueue(TypeFacts type)
    {
        if (!ChannelStage.MayStandIn(type) || ChannelStage.Of(type) is not { } stage) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        if (stage.Writer is { } writer) because.Add(Evidence.At(writer.Method, $"'{writer.DisplayName}' puts items into '{stage.Queue.Name}'"));
        var taken = stage.Writer is null ? $"items out of '{stage.Queue.Name}'" : "them out";
        because.Add(Evidence.At(stage.Reader.Read.Operation, $"'{stage.Reader.Body.DisplayName}' takes {taken}"));
        because.Add(Evidence.At(
            stage.HandOver.Operation, $"'{stage.HandOver.Name}' gives {Phrase(stage.Change)} to {Name(Queues.Of(stage.HandOver.Receiver))}"));
        return new(type, PipelineRoles.Stage, stage.Change == Change.None ? Confidence.Medium : Confidence.High, ReferenceProjects.OpenTelemetryCollector,
            because.ToImmutable(), stage);
    }

    private static PipelineModel? OfMerge(TypeFacts type) => !MergeNode.MayStandIn(type) || MergeNode.Of(type) is not { } node ? null : new(
        type, PipelineRoles.Stage, Confidence.Medium, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(node.Merge.Operation, $"'{node.Body.DisplayName}' brings the items of all '{node.Inputs.Name}' into '{node.Target.Name}'"),
            Evidence.At(node.Outlet.Method, $"'{node.Outlet.DisplayName}' gives them on")));

    private static PipelineModel? OfSource(TypeFacts type) => !QueueSource.MayStandIn(type) || QueueSource.Of(type) is not { } source ? null : new(
        type, source.IsFed ? PipelineRoles.Stage : PipelineRoles.Source, Confidence.Medium, ReferenceProjects.OpenTelemetryCollector,
        ImmutableArray.Create(
            Evidence.At(source.Write.Operation, $"'{source.Body.DisplayName}' puts item after item into '{source.Queue.Name}'"),
            Evidence.At(source.Outlet, $"another stage is given '{source.Outlet.Name}' to read them from")));

    private static string Phrase(Change change) => change switch
    {
        Change.Batched => "batches of them",
        Change.Mapped => "what became of them",
        _ => "them on",
    };

    private static PipelineModel? OfNode(TypeFacts type) =>
        (OperatorNode.Of(type) ?? BranchNode.Of(type) ?? WriterNode.Of(type) ?? ObserverNode.Of(type)) is not { } node ? null : new(
        type, PipelineRoles.Stage, Confidence.High, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(node.Downstream.Symbol,
                $"'{node.Downstream.Name}' is behind it and {(node.Protocol == 0 ? "hears items and their end, too" : "fulfils the same contract")}"),
            Evidence.At(node.Push.Operation, $"'{node.Body.DisplayName}' pushes what it makes of an item into it")),
        Line: node.IsList ? node.Downstream.Symbol : null);

    private static PipelineModel? OfPull(TypeFacts type) => (PullNode.Of(type) ?? NextNode.Of(type)) is not { } node ? null : new(
        type, PipelineRoles.Stage, Confidence.Medium, ReferenceProjects.DuckDB,
        ImmutableArray.Create(
            Evidence.At(node.Upstream.Symbol, $"it pulls items from '{node.Upstream.Name}', a node of the same contract"),
            Evidence.At(node.Yield, $"'{node.Body.DisplayName}' {(node.Yield is IReturnOperation ? "yields" : "answers with")} what it makes of them")));

    private static PipelineModel? OfSubscribed(TypeFacts type) => !SubscribedNode.MayStandIn(type) || SubscribedNode.Of(type) is not { } node ? null : new(
        type, PipelineRoles.Stage, Confidence.High, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(node.Subscription.Operation, $"it subscribes to '{node.Upstream.Name}', a source like itself, for the items and for their end"),
            Evidence.At(node.Push.Operation, $"'{node.Push.Name}' gives on what it makes of an item")));

    private static PipelineModel? OfPorts(TypeFacts type) => !PortStage.MayStandIn(type) || PortStage.Of(type) is not { } stage ? null : new(
        type, PipelineRoles.Stage, Confidence.High, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(stage.In.Operation, $"it has '{stage.Taker.DisplayName}' take each item that arrives, by '{stage.In.Name}'"),
            Evidence.At(stage.Give.Operation, $"'{stage.Body.DisplayName}' gives what it makes of them to '{stage.Out.Name}'")));

    private static PipelineModel? OfElement(TypeFacts type)
    {
        if (EventElement.Of(type) is not { } element || element.RaisedIn(type) is not var (body, raise)) return null;
        var link = element.Link(type.Project);
        if (link is null && !(element.IsAboutItems && element.IsTake(body))) return null;
        var kind = Evidence.At(
            raise.Operation,
            $"'{body.DisplayName}' raises '{element.Give.Name}' with the next item, where '{element.Take.Name}' of its contract takes one");
        return link is null
            ? new(type, PipelineRoles.Stage, Confidence.Medium, ReferenceProjects.Flink, ImmutableArray.Create(kind))
            : new(type, PipelineRoles.Stage, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(kind,
                Evidence.At(link, $"one element hears '{element.Give.Name}' of another by '{element.Take.Name}'")), Line: element.LineOf(type));
    }

    private static PipelineModel? OfLink(TypeFacts type)
    {
        foreach (var element in EventElement.NamedIn(type))
            if (element.LinkIn(type) is { } link)
                return new(type, PipelineRoles.Graph, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(Evidence.At(
                    link, $"it lets '{element.Take.Name}' of one '{element.Contract.Name}' hear '{element.Give.Name}' of another")));
        return null;
    }

    private static PipelineModel? OfStreams(TypeFacts type) => !StreamGraph.MayStandIn(type) || StreamGraph.In(type) is not { } graph ? null : new(
        type, PipelineRoles.Graph, Confidence.High, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(graph.First.Operation, $"'{graph.Body.DisplayName}' gives the stream of one object to '{graph.First.Name}' of '{graph.Between.Name}'"),
            Evidence.At(graph.Second.Operation, $"and the stream of that to '{graph.Second.Name}' of another")));

    private static PipelineModel? OfStreamDriver(TypeFacts type) => !StreamDriver.MayStandIn(type) || StreamDriver.In(type) is not { } driver ? null : new(
        type, PipelineRoles.Driver, Confidence.Medium, ReferenceProjects.Flink,
        ImmutableArray.Create(
            Evidence.At(driver.Runs[0].Operation, $"'{driver.Body.DisplayName}' sets the objects going"),
            Evidence.At(driver.Graph.First.Operation, $"that '{driver.Graph.Body.Type.Symbol.Name}' joins by their streams")));

    private static PipelineModel? OfHandedLine(TypeFacts type) => !HandedLine.MayStandIn(type) || HandedLine.In(type) is not { } handed ? null : new(
        type, type.Symbol.Is(handed.Fold.Step.Contract) ? PipelineRoles.Stage : PipelineRoles.Driver, Confidence.High, PipelineVariant.Of(handed.Fold),
        ImmutableArray.Create(
            Evidence.At(handed.Call.Operation, $"it hands its '{handed.Line.Name}' to '{handed.Call.Name}'"),
            Evidence.At(handed.Fold.Step.Call.Operation,
                $"each '{handed.Fold.Step.Contract.Name}' is given there what the one before made of '{handed.Fold.Item.Name}'")),
        Line: handed.Line.Symbol);

    private static PipelineModel? OfQueues(TypeFacts type) => !QueueGraph.MayStandIn(type) || QueueGraph.In(type) is not { } graph ? null : new(
        type, graph.IsStage ? PipelineRoles.Stage : PipelineRoles.Graph, graph.IsSeen ? Confidence.High : Confidence.Medium,
        ReferenceProjects.OpenTelemetryCollector,
        ImmutableArray.Create(Evidence.At(graph.Middle, graph.IsSeen
            ? $"a loop in '{graph.Body.DisplayName}' takes items out of '{graph.Before.Name}' and puts what it makes of them into '{graph.After.Name}'"
            : $"a stage in '{graph.Body.DisplayName}' shares '{graph.Before.Name}' with one stage and '{graph.After.Name}' with another")));

    private static PipelineModel? OfTaskGraph(TypeFacts type)
    {
        if (!TaskGraph.MayStandIn(type)) return null;
        var graph = type.Bodies.Where(TaskGraph.MayStandIn).Select(TaskGraph.In).FirstOrDefault(found => found is not null);
        return graph is null ? null : new(
            type, PipelineRoles.Driver, Confidence.High, ReferenceProjects.Airflow,
            ImmutableArray.Create(
                Evidence.At(graph.Upstream, $"'{graph.Upstream.Name}' names what a node depends on"),
                Evidence.At(graph.Work.Operation,
                    $"'{graph.Body.DisplayName}' gives the '{graph.Output.Name}' of those to the node's work and keeps its answer as the node's '{graph.Output.Name}'")));
    }

    private static PipelineModel? OfFold(TypeFacts type)
    {
        if (!StageCall.MayStandIn(type)) return null;
        var fold = type.Bodies.SelectMany(Fold.In).FirstOrDefault();
        return fold is null ? null : new(
            type, PipelineRoles.Driver, fold.IsTool ? Confidence.Medium : Confidence.High, PipelineVariant.Of(fold),
            ImmutableArray.Create(
                Evidence.At(fold.Step.Call.Operation, $"'{fold.Step.Body.DisplayName}' {Carries(fold)}")),
            Line: fold.Step.Holder);
    }

    private static PipelineModel? OfInheritedFold(TypeFacts type) => !InheritedFold.MayStandIn(type) || InheritedFold.Of(type) is not { } part ? null : new(
        type, PipelineRoles.Driver, Confidence.High, PipelineVariant.Of(part.Fold),
        ImmutableArray.Create(
            Evidence.At(part.Fold.Step.Call.Operation, $"'{part.Fold.Step.Body.DisplayName}' of its base class {Carries(part.Fold)}"),
            Evidence.At(part.Own.Method, $"'{part.Own.DisplayName}' is what it does there with what a stage answered")));

    private static string Carries(Fold fold) => $"gives each '{fold.Step.Contract.Name}' what the one before made of '{fold.Item.Name}'";

    private static PipelineModel? OfDelegates(TypeFacts type) => !DelegateFold.MayStandIn(type) || DelegateFold.In(type) is not { } fold ? null : new(
        type, PipelineRoles.Driver, Confidence.Medium, ReferenceProjects.Trivy, ImmutableArray.Create(Evidence.At(
            fold.Call.Operation, $"'{fold.Body.DisplayName}' gives each of '{fold.Steps.Name}' what the one before made of '{fold.Item.Name}'")));

    private static PipelineModel? OfFilterLayers(TypeFacts type) => !StageCall.MayStandIn(type) || FilterLayers.Of(type) is not { } filters ? null : new(
        type, PipelineRoles.Driver, Confidence.Medium, ReferenceProjects.Envoy,
        filters.Layers.Select(layer => Evidence.At(layer.Call.Operation, $"each '{layer.Contract.Name}' can let '{layer.Body.DisplayName}' go on or stop"))
            .ToImmutableArray());

    private static PipelineModel? OfPasses(TypeFacts type)
    {
        if (!StageCall.MayStandIn(type)) return null;
        var passes = type.Bodies.SelectMany(PassList.In).FirstOrDefault();
        return passes is null ? null : new(
            type, PipelineRoles.Driver, passes.IsLong ? Confidence.High : Confidence.Medium, PipelineVariant.Of(passes),
            ImmutableArray.Create(
                Evidence.At(passes.Step.Call.Operation,
                    $"'{passes.Step.Body.DisplayName}' lets each of {passes.StageTypes} kinds of '{passes.Step.Contract.Name}' work on the same '{passes.Item.Name}'"),
                Evidence.At(passes.Handed, $"one leaves there '{passes.Handed.Name}', which another reads")), Line: passes.Step.Holder);
    }

    private static PipelineModel? OfSequence(TypeFacts type)
    {
        if (!NamedSequence.MayStandIn(type)) return null;
        var sequence = type.Bodies.Select(NamedSequence.In).FirstOrDefault(found => found is not null);
        return sequence is null ? null : new(
            type, PipelineRoles.Driver, Confidence.Medium, PipelineVariant.Of(sequence),
            sequence.Steps.Select((step, index) => Evidence.At(
                step.Operation, index == 0 ? $"'{sequence.Body.DisplayName}' calls {Name(step.Receiver)}" : $"its answer goes to {Name(step.Receiver)}"))
                .ToImmutableArray());
    }

    private static PipelineModel? OfPassSequence(TypeFacts type) => !PassSequence.MayStandIn(type) || PassSequence.In(type) is not { } passes ? null : new(
        type, PipelineRoles.Driver, Confidence.Medium, ReferenceProjects.Spark,
        passes.Passes.Take(3).Select((pass, index) => Evidence.At(
            pass.Operation,
            index == 0 ? $"'{passes.Body.DisplayName}' gives '{passes.Item.Name}' to '{pass.Owner!.Name}'" : $"its answer goes to '{pass.Owner!.Name}'"))
            .ToImmutableArray());

    private static PipelineModel? OfLayers(TypeFacts type) => !Layers.MayStandUnder(type) || Layers.Below(type) is not { } layers ? null : new(
        type, PipelineRoles.Stage, Confidence.Medium, ReferenceProjects.CockroachDB,
        layers.Hops.Select((hop, index) =>
            Evidence.At(hop.Operation, $"{(index == 0 ? "it turns the request into one for" : "and that one for")} '{hop.Receiver!.Type!.Name}'"))
            .ToImmutableArray());

    private static PipelineModel? OfTopology(TypeFacts type) => BuiltTopology.In(type) is not { } source ? null : new(
        type, PipelineRoles.Graph, Confidence.High, ReferenceProjects.Flink,
        ImmutableArray.Create(Evidence.At(source.Start, source.Phrase)));

    private static PipelineModel? OfMark(TypeFacts type)
    {
        if (type.Symbol.IsAbstract || PipelineMarks.Of(type) is not var (mark, role, closest) || role == PipelineRoles.Driver && !PutsTogether(type))
            return null;
        var kind = new Evidence(type.Identifier, $"it is of the kind '{mark.Name}'");
        var ways = WaysOn(type, role);
        return ways.IsEmpty
            ? new(type, role, Confidence.High, closest, ImmutableArray.Create(kind))
            : new(type, PipelineRoles.Stage, Confidence.High, closest, ways.Insert(0, kind));
    }

    /// <summary>What it is made with goes into the line of its base class, one after the other.</summary>
    private static bool PutsTogether(TypeFacts type) => type.Bodies.Any(body => body.IsConstructor && body.Calls
        .Where(call => call.Receiver is null or IInstanceReferenceOperation && call.Arguments.Any(argument => !argument.ConstantValue.HasValue))
        .GroupBy(call => call.Name).Any(added => added.Skip(1).Any()));

    /// <summary>What shows that nothing begins at a block that is a source only, or ends at one that is a target only.</summary>
    private static ImmutableArray<Evidence> WaysOn(TypeFacts type, Role role)
    {
        if (role == PipelineRoles.Source && Blocks.Ports(type, Blocks.IsTarget) is { } inputs)
            return ImmutableArray.Create(Evidence.At(inputs, $"others put items into its '{inputs.Name}'"));
        if (role != PipelineRoles.Sink) return ImmutableArray<Evidence>.Empty;
        if (Blocks.Ports(type, Blocks.IsSource) is { } outputs)
            return ImmutableArray.Create(Evidence.At(outputs, $"others take items out of its '{outputs.Name}'"));
        var ways = Blocks.WaysOutOf(type);
        return ways.Length < 2 ? ImmutableArray<Evidence>.Empty
            : ways.Take(2).Select(way => Evidence.At(way.Operation, $"it offers items to {Name(way.Receiver)}")).ToImmutableArray();
    }

    /// <summary>How a message calls an expression: by the member or variable, or by its type.</summary>
    private static string Name(IOperation? expression) => expression?.Referenced() is { } symbol ? $"'{symbol.Name}'" : $"a '{expression?.Type?.Name}'";
}
