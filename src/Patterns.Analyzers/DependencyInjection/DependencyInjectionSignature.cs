using System.Collections.Immutable;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>
/// A type shows the pattern when it maps service types to what makes them and resolves them (a container), when it fills the members of objects from a
/// resolver (an injector), or when it registers three services or more (a composition root). A class that merely receives its dependencies does not, but can
/// be asked for.
/// </summary>
internal static class DependencyInjectionSignature
{
    public static bool MayMatch(TypeFacts type) => Container.MayBe(type) || CompositionRoot.MayBe(type) || MemberInjector.MayBe(type);

    public static DependencyInjectionModel? Recognise(TypeFacts type) => AsContainer(type) ?? AsRoot(type) ?? AsInjector(type);

    public static DependencyInjectionModel? AsConsumer(TypeFacts type) =>
        Consumer.In(type) is { } consumer
            ? new(type, DependencyInjectionRoles.Consumer, consumer.Confidence, DependencyInjectionVariant.OfConsumers, consumer.Because())
            : null;

    public static DependencyInjectionModel? AsContainer(TypeFacts type) =>
        Container.MayBe(type) && Container.In(type) is { Confidence: > Confidence.Low } container
            ? new(type, DependencyInjectionRoles.Container, container.Confidence, DependencyInjectionVariant.Closest(container), container.Because(),
                Container: container)
            : null;

    private static DependencyInjectionModel? AsRoot(TypeFacts type) =>
        CompositionRoot.MayBe(type) && CompositionRoot.In(type) is { } root
            ? new(type, DependencyInjectionRoles.CompositionRoot, Confidence.High, DependencyInjectionVariant.Closest(root), root.Because(), Root: root)
            : null;

    private static DependencyInjectionModel? AsInjector(TypeFacts type) =>
        MemberInjector.MayBe(type) && MemberInjector.In(type) is { } injector
            ? new(type, DependencyInjectionRoles.Injector, injector.Confidence, DependencyInjectionVariant.OfInjectors,
                ImmutableArray.Create(injector.Evidence))
            : null;
}
