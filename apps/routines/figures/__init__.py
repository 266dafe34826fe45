"""The drawn figures: poses as data, a body that holds together, pictures that move without script.

body    bones, joints and their ranges, the spots that touch things
script  the pose file `data/figures.json`, read and checked
solve   one pose's numbers into joint angles: contacts by inverse kinematics
film    a whole cycle as moments that a browser may join by straight lines
glow    how hard and where the hamstring works, at each moment
props   mat, bench, ball and the rest
draw    a film into SVG
"""
