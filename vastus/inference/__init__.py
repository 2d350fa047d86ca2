"""What a measurement, a clinic or a trial can and cannot tell.

``retest``                  one test, repeated: measurement error against a criterion
``overlap``                 two groups: how far a group difference classes a single person
``proportion``              a count: which shares it is compatible with
``regression_to_the_mean``  people who come at their worst, and the swing that passes
``clinic``                  an improvement from before to after, split into its parts
``comparison``              a difference between two groups, with its interval, from what a paper prints
``updating``                a belief, and how far a trial should move it
``surrogate``               a marker and an outcome, moved along separate paths
"""
